"""Questionnaires in versions that no longer change once open, and the answers to them."""

from consultations.components.questionnaire.models.answers import (
    Answer,
    AnswerChoice,
    AnswerFile,
    AnswerSheet,
    private_storage,
)
from consultations.components.questionnaire.models.questions import (
    SETTINGS,
    Choice,
    Condition,
    Question,
    Section,
)
from consultations.components.questionnaire.models.versions import (
    Layout,
    Questionnaire,
    Version,
)

__all__ = [
    "SETTINGS",
    "Answer",
    "AnswerChoice",
    "AnswerFile",
    "AnswerSheet",
    "Choice",
    "Condition",
    "Layout",
    "Question",
    "Questionnaire",
    "Section",
    "Version",
    "private_storage",
]
