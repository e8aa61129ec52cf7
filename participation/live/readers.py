"""Who reads at this instant, and what they may follow: signing out or losing a right counts."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user, get_user_model
from django.contrib.auth.models import AnonymousUser

from participation.live.topics import PUBLIC, audience_of

SLICE_SECONDS = 0.02  # of asking at a time: news are read between two slices
ANYBODY = AnonymousUser()
Scope = dict[str, Any]


@dataclass
class Asking:
    """One round of questions; each session is read once, each question is asked once."""

    readers: dict[Any, Any] = field(default_factory=dict)
    answers: dict[tuple[Any, str], str | None] = field(default_factory=dict)

    def reader(self, scope: Scope) -> Any:
        """Give the account that a socket's session leads to now; anonymous otherwise.

        Signed out elsewhere, password changed, account closed: all give nobody.
        """
        session = scope.get("session")
        key = session.session_key if session is not None else scope["user"].pk
        if key not in self.readers:
            self.readers[key] = _by_session(key) if session is not None else _by_account(key)
        return self.readers[key]

    def audience(self, scope: Scope, topic: str) -> str | None:
        """Name the audience in which this socket's reader follows the topic now."""
        return self._answer(self.reader(scope), topic)

    def holds(self, scope: Scope, topic: str, audience: str) -> bool:
        """Say whether the reader still follows the topic in the audience where they began."""
        if audience == PUBLIC and self._answer(ANYBODY, topic) == PUBLIC:
            return True
        return self.audience(scope, topic) == audience

    def lost(self, rest: Iterator[tuple[Any, Any]]) -> tuple[list[Any], bool]:
        """Give who no longer follows what they did, for a slice of time; say whether that is all.

        The database is asked in one thread: one long round of questions would hold words back.
        """
        ended: list[Any] = []
        until = time.monotonic() + SLICE_SECONDS
        for follower, key in rest:
            if not self.holds(follower.scope, key.topic, key.audience):
                ended.append(follower)
            if time.monotonic() > until:
                return ended, False
        return ended, True

    def _answer(self, reader: Any, topic: str) -> str | None:
        question = (reader.pk, topic)
        if question not in self.answers:
            self.answers[question] = audience_of(reader, topic)
        return self.answers[question]


def _by_session(key: str | None) -> Any:
    if not key:
        return ANYBODY
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return get_user(cast("Any", SimpleNamespace(session=store(key))))


def _by_account(pk: int | None) -> Any:
    accounts = get_user_model().objects.filter(is_active=True)
    return (accounts.filter(pk=pk).first() if pk else None) or ANYBODY
