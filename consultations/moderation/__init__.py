"""Moderation: an article of the charter and a reason for each act, and somebody else on appeal."""
