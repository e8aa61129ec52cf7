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
    words_of,
)
from consultations.components.questionnaire.queries.steps import questionnaire_steps

__all__ = [
    "Page",
    "Stop",
    "Walk",
    "answers_of",
    "asked_questions",
    "current_version",
    "files_of",
    "in_pages",
    "questionnaire_steps",
    "said_by",
    "sheets_with_answers",
    "typed_from_answers",
    "walk",
    "walk_of",
    "words_of",
]
