"""What pages of votes and decisions need to know."""
