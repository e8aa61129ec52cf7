"""Filters of the heart's pages."""
