"""What changes the themes of a consultation: computed, corrected by people, signed once."""

from consultations.summaries.actions.asking import ask_summary, cancel_summary
from consultations.summaries.actions.coding import (
    mark_read,
    merge,
    move,
    rename,
    split,
    undo,
)
from consultations.summaries.actions.computing import compute
from consultations.summaries.actions.drafting import draft_themes
from consultations.summaries.actions.placing import place_arrivals
from consultations.summaries.actions.second import draw_sample, read_again
from consultations.summaries.actions.signing import sign

__all__ = [
    "ask_summary",
    "cancel_summary",
    "compute",
    "draft_themes",
    "draw_sample",
    "mark_read",
    "merge",
    "move",
    "place_arrivals",
    "read_again",
    "rename",
    "sign",
    "split",
    "undo",
]
