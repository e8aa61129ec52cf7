"""One way to answer a form: what the rules refuse is said in it, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from participation.councils.errors import Refused

Text = str | Promise


class NothingAsked(forms.Form):
    """A page that asks for a yes, and for nothing to type."""


def typed(request: HttpRequest) -> Any:
    """What a form is bound to: the words that were sent, or nothing."""
    return request.POST if request.method == "POST" else None


def done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do what a valid form asks, and say whether it was done; why not is then in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    to: str,
    said: Text,
    template: str = "members/form.html",
    **context: Any,
) -> HttpResponse:
    """Show a form; when what it asks is done, say so and go on to another page."""
    if done(form, act):
        messages.success(request, str(said))
        return redirect(to)
    context = {"form": form, "back": to, "lede": "", "kind": "", **context}
    return render(request, template, context, status=422 if form.errors else 200)
