"""What the pages, receipts and exports of shared texts need across tables."""
