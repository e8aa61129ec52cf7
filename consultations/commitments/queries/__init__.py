"""What the pages of commitments need across tables."""

from consultations.commitments.queries.fates import fates_by_measure, measures_of_decisions
from consultations.commitments.queries.measures import measure_page
from consultations.commitments.queries.plans import (
    Tally,
    plan_page,
    plans_page,
    tallies,
    tally_of_body,
    tree_of,
)

__all__ = [
    "Tally",
    "fates_by_measure",
    "measure_page",
    "measures_of_decisions",
    "plan_page",
    "plans_page",
    "tallies",
    "tally_of_body",
    "tree_of",
]
