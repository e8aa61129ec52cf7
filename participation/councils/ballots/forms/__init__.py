"""What people type about votes and decisions."""
