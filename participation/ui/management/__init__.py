"""Commands that build what pages load."""
