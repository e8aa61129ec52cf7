"""What pages, receipts and exports need across the tables of a questionnaire."""

from consultations.components.questionnaire.queries.path import (
    Page,
    Stop,
    Walk,
    in_pages,
    walk,
)
from consultations.components.questionnaire.queries.reading import (
    answers_of,
    asked_questions,
    current_version,
    files_of,
    said_by,
    sheets_with_answers,
    typed_from_answers,
    walk_of,
)

__all__ = [
    "Page",
    "Stop",
    "Walk",
    "answers_of",
    "asked_questions",
    "current_version",
    "files_of",
    "in_pages",
    "said_by",
    "sheets_with_answers",
    "typed_from_answers",
    "walk",
    "walk_of",
]
