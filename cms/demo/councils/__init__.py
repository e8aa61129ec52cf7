"""Forty councils of the region that does not exist, and three of them lived in."""
