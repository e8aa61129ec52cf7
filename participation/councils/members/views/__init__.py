"""Pages about people: read by all inside, changed by those who coordinate."""
