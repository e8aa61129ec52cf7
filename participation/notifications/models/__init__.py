"""What people are told, how they want to be told, and what became of it."""

from participation.notifications.models.following import Follow, Subscriber
from participation.notifications.models.habits import Habits, Mailbox, Preference
from participation.notifications.models.letters import STUCK_AFTER, Letter
from participation.notifications.models.notices import Notice, PrintBatch

__all__ = [
    "STUCK_AFTER",
    "Follow",
    "Habits",
    "Letter",
    "Mailbox",
    "Notice",
    "Preference",
    "PrintBatch",
    "Subscriber",
]
