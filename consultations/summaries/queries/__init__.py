"""What the pages of themes need across tables; everything is counted when it is asked for."""

from consultations.summaries.queries.counting import (
    Tally,
    current_summary,
    newcomers,
    signed_summary,
    tallies,
)
from consultations.summaries.queries.desk import desk_page, matching, readings_page, topic_page
from consultations.summaries.queries.heard import SignedThemes
from consultations.summaries.queries.public import public_page, public_theme
from consultations.summaries.queries.quoting import Quote, quotes_of

__all__ = [
    "Quote",
    "SignedThemes",
    "Tally",
    "current_summary",
    "desk_page",
    "matching",
    "newcomers",
    "public_page",
    "public_theme",
    "quotes_of",
    "readings_page",
    "signed_summary",
    "tallies",
    "topic_page",
]
