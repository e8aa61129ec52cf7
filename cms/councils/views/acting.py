"""Doing what a form or a button asks; what the rules refuse is said, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from participation.councils.errors import Refused


def typed(request: HttpRequest) -> Any:
    """What a form is bound to: the words that were sent, or nothing."""
    return request.POST if request.method == "POST" else None


def done(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    """Do what a valid form asks, and say whether it was done; why not is then in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def attempt(request: HttpRequest, act: Callable[[], Any], said: Any) -> bool:
    """Do what a button asks, and say so, or why it is refused."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(said))
    return True
