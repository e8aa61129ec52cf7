"""What the directory finds, and what it shows of it."""

from participation.councils.directory.queries.contacts import contacts_for
from participation.councils.directory.queries.finding import Finding, find
from participation.councils.directory.queries.mapping import geojson
from participation.councils.directory.queries.results import Result, results_of
from participation.councils.directory.queries.sought import Ref, Sought, shown_others

__all__ = [
    "Finding",
    "Ref",
    "Result",
    "Sought",
    "contacts_for",
    "find",
    "geojson",
    "results_of",
    "shown_others",
]
