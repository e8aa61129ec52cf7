"""What changes draws."""

from participation.councils.draws.actions.drawing import commit_draw, enter_seed
from participation.councils.draws.actions.following import note_answer, seat_drawn
from participation.councils.draws.actions.keeping import (
    cancel_draw,
    finish_draw,
    forget_contacts,
    forget_contacts_of,
    start_again,
)
from participation.councils.draws.actions.preparing import (
    add_list,
    edit_draw,
    prepare_draw,
    remove_list,
    set_quotas,
)

__all__ = [
    "add_list",
    "cancel_draw",
    "commit_draw",
    "edit_draw",
    "enter_seed",
    "finish_draw",
    "forget_contacts",
    "forget_contacts_of",
    "note_answer",
    "prepare_draw",
    "remove_list",
    "seat_drawn",
    "set_quotas",
    "start_again",
]
