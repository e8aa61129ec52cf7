"""What changes the library."""

from participation.councils.library.actions.calendar import (
    announce_date,
    cancel_date,
    correct_date,
    postpone_date,
)
from participation.councils.library.actions.guides import (
    Content,
    add_guide_version,
    edit_guide,
    propose_guide,
    publish_guide,
    send_back_guide,
    withdraw_guide,
    write_guide,
)
from participation.councils.library.actions.links import (
    check_due_link,
    note_check,
    remove_link,
    write_link,
)
from participation.councils.library.actions.practices import (
    credit_original,
    edit_practice,
    forget_author,
    propose_practice,
    publish_practice,
    send_back_practice,
    withdraw_practice,
    write_practice,
)

__all__ = [
    "Content",
    "add_guide_version",
    "announce_date",
    "cancel_date",
    "check_due_link",
    "correct_date",
    "credit_original",
    "edit_guide",
    "edit_practice",
    "forget_author",
    "note_check",
    "postpone_date",
    "propose_guide",
    "propose_practice",
    "publish_guide",
    "publish_practice",
    "remove_link",
    "send_back_guide",
    "send_back_practice",
    "withdraw_guide",
    "withdraw_practice",
    "write_guide",
    "write_link",
    "write_practice",
]
