"""Keeping the list of other sites, asking them, and taking over what they say."""

from participation.councils.directory.actions.asking import ask, ask_due_instance, discover
from participation.councils.directory.actions.keeping import (
    accept_key,
    add_instance,
    pause,
    remove,
    resume,
)
from participation.councils.directory.actions.taking import take_over

__all__ = [
    "accept_key",
    "add_instance",
    "ask",
    "ask_due_instance",
    "discover",
    "pause",
    "remove",
    "resume",
    "take_over",
]
