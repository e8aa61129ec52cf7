"""The heart's pages: receipts, the published list, the log of changes, one's participations."""
