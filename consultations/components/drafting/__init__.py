"""Shared text: articles written together, amended in public, adopted by both parties."""
