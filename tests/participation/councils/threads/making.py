"""Discussions that exist in tests, made by the actions that make them on the site."""

from itertools import count
from typing import Any

from participation.councils.models import Council
from participation.councils.threads.actions import open_thread, post
from participation.councils.threads.models import Message, Thread
from participation.journal.actions import hear
from participation.journal.models import Entry

_numbers = count(1)


def make_thread(council: Council, author: Any, **fields: Any) -> Thread:
    """Open a discussion; its first message is by the same person."""
    fields.setdefault("title", f"Le banc n° {next(_numbers)}")
    fields.setdefault("text", "Gardons le banc.")
    return open_thread(council, actor=author, **fields)


def make_message(thread: Thread, author: Any, **fields: Any) -> Message:
    fields.setdefault("text", f"Avis numéro {next(_numbers)}.")
    return post(thread, author=author, **fields)


def hear_all() -> None:
    """Let the listeners hear what was recorded: a test's transaction never commits."""
    for entry_id in list(Entry.objects.filter(heard_at=None).values_list("pk", flat=True)):
        assert hear(entry_id)
