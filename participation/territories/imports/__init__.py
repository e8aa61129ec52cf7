"""Territories of official files: read, checked, compared with the register before it changes."""

from participation.territories.imports.comparing import Changes, compare
from participation.territories.imports.reading import read_source
from participation.territories.imports.source import Problem, Source, Unreadable

__all__ = ["Changes", "Problem", "Source", "Unreadable", "compare", "read_source"]
