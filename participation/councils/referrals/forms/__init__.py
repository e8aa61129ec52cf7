"""What is typed about referrals."""
