"""Measures: what a page costs here, so that a change for the worse is seen."""
