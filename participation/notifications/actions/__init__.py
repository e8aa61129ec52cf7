"""What writes to people, and what they decide of it."""

from participation.notifications.actions.bounces import (
    note_hard_failure,
    take_bounce,
    try_mailbox_again,
)
from participation.notifications.actions.following import (
    ask_to_follow,
    confirm_follows,
    follow,
    forget_unconfirmed,
    stop_follow,
    stop_mail_of,
    unfollow,
)
from participation.notifications.actions.forgetting import (
    forget_old_letters,
    forget_old_notices,
    forget_recipients,
    forget_with_account,
)
from participation.notifications.actions.gathering import gather, gather_due
from participation.notifications.actions.habits import (
    choose_rhythm,
    choose_rhythms,
    choose_zone,
    stop_category,
)
from participation.notifications.actions.inbox import read_all, read_notice
from participation.notifications.actions.phones import ask_phone, confirm_phone, forget_phone
from participation.notifications.actions.post import (
    add_by_post,
    make_print_batch,
    waiting_for_stamp,
)
from participation.notifications.actions.sending import MOST_TRIES, send, sweep
from participation.notifications.actions.telling import News, tell
from participation.notifications.actions.writing import write_letter

__all__ = [
    "MOST_TRIES",
    "News",
    "add_by_post",
    "ask_phone",
    "ask_to_follow",
    "choose_rhythm",
    "choose_rhythms",
    "choose_zone",
    "confirm_follows",
    "confirm_phone",
    "follow",
    "forget_old_letters",
    "forget_old_notices",
    "forget_phone",
    "forget_recipients",
    "forget_unconfirmed",
    "forget_with_account",
    "gather",
    "gather_due",
    "make_print_batch",
    "note_hard_failure",
    "read_all",
    "read_notice",
    "send",
    "stop_category",
    "stop_follow",
    "stop_mail_of",
    "sweep",
    "take_bounce",
    "tell",
    "try_mailbox_again",
    "unfollow",
    "waiting_for_stamp",
    "write_letter",
]
