"""What is done with documents of method beside councils; for others no such address exists."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.base.http import writes
from participation.councils.library import actions
from participation.councils.library.forms import (
    DecisionForm,
    DescriptionForm,
    GuideForm,
    GuideVersionForm,
    ReasonForm,
)
from participation.councils.library.models import Guide
from participation.councils.library.rules import shares_resources
from participation.councils.library.views.answering import attempted
from participation.councils.library.views.finding import any_guide, kept_guide
from participation.councils.library.views.reviewing import who_reviews


def who_shares(request: HttpRequest) -> bool:
    return shares_resources(request.user)


@writes(who_shares)
def write(request: HttpRequest) -> HttpResponse:
    """Add one that everyone reads at once."""
    form = GuideForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = actions.write_guide(
            actor=request.user, council=None, content=form.content(), **form.described()
        )
        messages.success(request, _("Le document est publié."))
        return redirect(made)
    return _form(request, form, _("Ajouter un document"))


@writes(who_shares)
def edit(request: HttpRequest, guide_id: int) -> HttpResponse:
    """Write its description anew."""
    found, shown = kept_guide(guide_id, request.user), kept_guide(guide_id, request.user)
    form = DescriptionForm(request.POST or None, instance=shown)

    def act() -> None:
        actions.edit_guide(found, actor=request.user, **form.described())

    done = _("Le document est enregistré.")
    return _answer(request, form, act, found, title=_("Modifier ce document"), done=done)


@writes(who_shares)
def add_version(request: HttpRequest, guide_id: int) -> HttpResponse:
    """Publish its next version; those before stay."""
    found = kept_guide(guide_id, request.user)
    form = GuideVersionForm(request.POST or None, request.FILES or None)

    def act() -> None:
        note = form.cleaned_data["note"]
        content = form.content()
        actions.add_guide_version(found, actor=request.user, content=content, note=note)

    done = _("La nouvelle version est publiée.")
    return _answer(request, form, act, found, title=_("Ajouter une version"), done=done)


@writes(who_reviews)
def decide(request: HttpRequest, guide_id: int) -> HttpResponse:
    """Publish it, or its new version, or give it back with what to change."""
    found = any_guide(guide_id, request.user)
    form = DecisionForm(request.POST or None)

    def act() -> None:
        if form.cleaned_data["decision"] == "publish":
            actions.publish_guide(found, actor=request.user)
        else:
            reason = form.cleaned_data["reason"]
            actions.send_back_guide(found, reason=reason, actor=request.user)

    done = _("C’est fait. Le conseil est prévenu.")
    return _answer(request, form, act, found, title=_("Relire ce document"), done=done)


@writes(who_shares)
def withdraw(request: HttpRequest, guide_id: int) -> HttpResponse:
    """Take it off the public pages, with a reason."""
    found = (any_guide if who_reviews(request) else kept_guide)(guide_id, request.user)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        actions.withdraw_guide(found, reason=reason, actor=request.user)

    done = _("Le document est retiré.")
    return _answer(request, form, act, found, title=_("Retirer ce document"), done=done)


def _answer(
    request: HttpRequest, form: Any, act: Callable[[], None], found: Guide, *, title: str, done: str
) -> HttpResponse:
    if attempted(request, form, act, done=done):
        return redirect(found)
    return _form(request, form, title, found)


def _form(request: HttpRequest, form: Any, title: str, found: Guide | None = None) -> HttpResponse:
    context = {"form": form, "title": title, "guide": found}
    return render(request, "library/keep_guide.html", context, status=422 if form.errors else 200)
