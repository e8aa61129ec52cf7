"""Who people are, in which role, and for which public body."""
