"""Councils and other participation bodies: who sits together, and their private spaces."""
