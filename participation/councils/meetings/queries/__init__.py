"""What the pages of meetings need across tables."""
