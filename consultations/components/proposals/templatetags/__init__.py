"""Filters of the pages of proposals."""
