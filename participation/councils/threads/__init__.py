"""Discussions between the members of a council."""
