"""Pages of moderation: those of everyone, and those of moderators."""
