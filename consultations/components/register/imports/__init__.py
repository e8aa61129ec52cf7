"""Contributions of another platform: read, checked, shown beforehand, then taken over whole."""

from consultations.components.register.imports.mapping import Mapping, read_mapping
from consultations.components.register.imports.planning import Plan, make_plan
from consultations.components.register.imports.source import Source, Unreadable, read_source

__all__ = [
    "Mapping",
    "Plan",
    "Source",
    "Unreadable",
    "make_plan",
    "read_mapping",
    "read_source",
]
