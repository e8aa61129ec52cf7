"""What happened: the audit line and the outbox in one table."""
