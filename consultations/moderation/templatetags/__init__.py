"""Moderation in the templates of components."""
