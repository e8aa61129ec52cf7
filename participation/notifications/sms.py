"""Text messages, by whatever way the operator has; the console serves to try."""

import sys
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Backend(Protocol):
    """What a way of sending must do; `SMS_BACKEND` names its class, called without argument."""

    def send(self, number: str, text: str) -> None:
        """Hand one message over, or raise: it is then tried again."""


class Console:
    """Writes messages where the process writes."""

    def send(self, number: str, text: str) -> None:
        sys.stdout.write(f"SMS {number}: {text}\n")


class Memory:
    """Keeps messages in `sent`, for tests."""

    sent: "list[tuple[str, str]]" = []

    def send(self, number: str, text: str) -> None:
        self.sent.append((number, text))


def send(number: str, text: str) -> None:
    """Send one message by the way that is set. Raises whatever that way raises."""
    backend: Backend = import_string(settings.SMS_BACKEND)()
    backend.send(number, text)


def is_offered() -> bool:
    """Say whether this site sends text messages at all."""
    return bool(settings.SMS_BACKEND)
