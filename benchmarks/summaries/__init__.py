"""Measures of the summaries."""
