"""What changes registers and their entries; nothing else does."""

from consultations.components.register.actions.editing import create_register, edit_register
from consultations.components.register.actions.importing import (
    TakenOver,
    entries_by_source,
    take_over,
)
from consultations.components.register.actions.writing import Words, erase_words, rewrite, write

__all__ = [
    "TakenOver",
    "Words",
    "create_register",
    "edit_register",
    "entries_by_source",
    "erase_words",
    "rewrite",
    "take_over",
    "write",
]
