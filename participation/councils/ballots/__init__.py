"""Votes inside a council, and the register of what it decided."""
