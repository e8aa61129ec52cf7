"""What the pages of an answer need across tables."""

from consultations.outcomes.queries.coverage import answered_themes, coverage_of_citations
from consultations.outcomes.queries.fates import fates_by_citation
from consultations.outcomes.queries.finding import find_cited
from consultations.outcomes.queries.pages import (
    MeasureTold,
    answers_of,
    guarantor_of,
    outcome_page,
    promise_of,
    tell_measures,
)
from consultations.outcomes.queries.promises import Verdict, verdicts_of

__all__ = [
    "MeasureTold",
    "Verdict",
    "answered_themes",
    "answers_of",
    "coverage_of_citations",
    "fates_by_citation",
    "find_cited",
    "guarantor_of",
    "outcome_page",
    "promise_of",
    "tell_measures",
    "verdicts_of",
]
