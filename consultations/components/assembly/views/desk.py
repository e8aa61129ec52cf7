"""The facilitator's desk: one page, buttons that each do one thing, and a few forms."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from consultations.components.assembly import actions
from consultations.components.assembly.forms import TurnForm
from consultations.components.assembly.models import Assembly
from consultations.components.assembly.queries.shown import desk as shown
from consultations.components.assembly.views.finding import assembly_run_by
from consultations.errors import Refused
from participation.base.clock import now
from participation.base.http import everyone, writes

# What a button sends (`take:12`), the rows it is about, and what is done.
Act = Callable[..., Any]
ROOM: dict[str, Act] = {
    "open": actions.open_room,
    "pause": actions.pause_room,
    "close": actions.close_room,
}
ABOUT: dict[str, tuple[str, Act]] = {
    "item": ("items", actions.show_item),
    "show": ("questions", actions.show_question),
    "take": ("questions", actions.take),
    "reopen": ("questions", actions.reopen_question),
    "begin": ("turns", actions.begin_turn),
    "end": ("turns", actions.end_turn),
    "drop": ("turns", actions.drop_turn),
    "open-poll": ("polls", actions.open_poll),
    "close-poll": ("polls", actions.close_poll),
    "show-poll": ("polls", actions.show_result),
    "remove-poll": ("polls", actions.remove_poll),
}


@writes(everyone)
def desk(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """All a facilitator needs; for officers of the body, absent (404) for others."""
    assembly = assembly_run_by(request, slug, step_id)
    form = TurnForm(assembly=assembly)
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do != "turn":
            _attempt(request, lambda: _act(assembly, do, request))
            return redirect(f"{_address(assembly)}{_place(do)}")
        form = TurnForm(request.POST, assembly=assembly)
        if form.is_valid() and _attempt(request, lambda: _give(assembly, form, request)):
            return redirect(f"{_address(assembly)}#parole")
    context = {
        **shown(assembly),
        "form": form,
        "server_time": now(),
        "short_address": assembly.typed_address,
    }
    return render(request, "assembly/desk.html", context, status=422 if form.errors else 200)


def _attempt(request: HttpRequest, act: Callable[[], Any]) -> bool:
    """Do it, or say why not at the head of the page."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.message))
        return False
    return True


def _act(assembly: Assembly, do: str, request: HttpRequest) -> None:
    """Do what a button says; a row that is not of this meeting is absent (404)."""
    if do in ROOM:
        ROOM[do](assembly, actor=request.user)
        return
    name, _colon, typed = do.partition(":")
    if name == "answer":
        row = _row(assembly, "questions", typed)
        actions.answer(row, note=row.answer, actor=request.user)
        return
    if name not in ABOUT:
        raise Http404
    relation, act = ABOUT[name]
    row = _row(assembly, relation, typed)
    act(row, actor=request.user)


def _row(assembly: Assembly, relation: str, typed: str) -> Any:
    rows = getattr(assembly, relation)
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else 0
    if relation == "questions":
        rows = rows.counted().select_related("contribution__step__consultation")
    row = rows.filter(pk=number).first()
    if row is None:
        raise Http404
    row.assembly = assembly
    return row


def _give(assembly: Assembly, form: TurnForm, request: HttpRequest) -> None:
    """Put somebody on the list; or give the floor at once."""
    turn = actions.ask_to_speak(assembly, actor=request.user, **form.given())
    if "now" in request.POST:
        with suppress(Refused):  # paused meanwhile: they stay on the list
            actions.begin_turn(turn, actor=request.user)


def _address(assembly: Assembly) -> str:
    return reverse("assembly:desk", args=[assembly.step.consultation.slug, assembly.step_id])


def _place(do: str) -> str:
    """Where on the desk the button stands, so that the page comes back there."""
    name = do.partition(":")[0]
    if name in ROOM or name == "item":
        return ""
    if name.endswith("poll"):
        return "#sondages"
    return "#parole" if name in ("begin", "end", "drop") else "#questions"
