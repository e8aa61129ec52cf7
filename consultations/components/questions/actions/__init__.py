"""What changes questions, their support and their answers; nothing else does."""

from consultations.components.questions.actions.answering import answer, correct_answer
from consultations.components.questions.actions.asking import Words, ask, erase_words, rewrite
from consultations.components.questions.actions.editing import create_desk, edit_desk
from consultations.components.questions.actions.supporting import (
    change_support,
    forget_told,
    forget_waiting,
    tidy_addresses,
)

__all__ = [
    "Words",
    "answer",
    "ask",
    "change_support",
    "correct_answer",
    "create_desk",
    "edit_desk",
    "erase_words",
    "forget_told",
    "forget_waiting",
    "rewrite",
    "tidy_addresses",
]
