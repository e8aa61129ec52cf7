"""Doing one thing at once at the press of a button, and telling how it went."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from consultations.errors import Refused


def attempt(request: HttpRequest, act: Callable[..., Any], thing: Any, done: Any) -> bool:
    """Call the action on `thing` for the person; say `done`, or why it is refused."""
    try:
        act(thing, actor=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, str(done))
    return True
