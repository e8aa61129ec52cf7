"""What changes proposals and their support; nothing else does."""

from consultations.components.proposals.actions.editing import create_box, edit_box
from consultations.components.proposals.actions.proposing import (
    Words,
    erase_words,
    propose,
    rewrite,
)
from consultations.components.proposals.actions.supporting import change_support, enter_sheet

__all__ = [
    "Words",
    "change_support",
    "create_box",
    "edit_box",
    "enter_sheet",
    "erase_words",
    "propose",
    "rewrite",
]
