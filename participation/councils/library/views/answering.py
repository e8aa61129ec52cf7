"""What every form about documents of method does with what is typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from participation.councils.errors import Refused


def attempted(request: HttpRequest, form: Any, act: Callable[[], object], *, done: str) -> bool:
    """Do what a well-formed form asks, and say so; otherwise the form says what is wrong."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except Refused as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, done)
    return True
