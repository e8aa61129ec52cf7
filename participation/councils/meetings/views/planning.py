"""Preparing, announcing, changing, postponing, cancelling."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.forms.planning import (
    CancelForm,
    MeetingForm,
    PlanForm,
    PostponeForm,
    said_by,
)
from participation.councils.meetings.models import Meeting
from participation.councils.meetings.queries.pages import meeting_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate


@writes_space(may_animate)
def plan(request: HttpRequest, space: Space) -> HttpResponse:
    form = PlanForm(request.POST or None, council=space.council)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        made = actions.plan_meeting(space.council, actor=space.person, key=key, **form.given())
        messages.success(request, _("La réunion est prête. Ajoutez des points, puis annoncez-la."))
        return redirect(made.space_url)
    context = {"space": space, "form": form, "meeting": None}
    return render(request, "meetings/plan.html", context, status=422 if form.errors else 200)


@writes_space(may_animate)
def edit(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Everything while it is prepared; once announced, all but the date."""
    meeting = meeting_of(space, meeting_id)
    shown = meeting_of(space, meeting_id)  # the form writes what is typed on its own instance
    form: Any = (
        PlanForm(request.POST or None, council=space.council, instance=meeting)
        if meeting.is_draft
        else MeetingForm(request.POST or None, instance=meeting)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_meeting(shown, actor=space.person, **form.given())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("La réunion est modifiée."))
            return redirect(shown.space_url)
    context = {"space": space, "form": form, "meeting": shown}
    return render(request, "meetings/plan.html", context, status=422 if form.errors else 200)


@writes_space(may_animate)
def announce(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    meeting = meeting_of(space, meeting_id)
    if request.method == "POST":
        try:
            actions.announce_meeting(meeting, actor=space.person)
            messages.success(request, _("La réunion est annoncée. Convoquez les membres."))
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(meeting.space_url)


@writes_space(may_animate)
def postpone(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Give another date; whoever expects the meeting is told."""
    meeting = meeting_of(space, meeting_id)
    form = PostponeForm(request.POST or None, council=space.council, initial=said_by(meeting))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("starts_at", "ends_at", "reason")}
        try:
            actions.postpone_meeting(meeting, actor=space.person, **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("La réunion est reportée. Chacun est prévenu."))
            return redirect(meeting.space_url)
    return _change(request, space, meeting, form, is_cancelling=False)


@writes_space(may_animate)
def cancel(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Cancel; whoever expects the meeting is told."""
    meeting = meeting_of(space, meeting_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.cancel_meeting(meeting, actor=space.person, reason=reason)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("La réunion est annulée. Chacun est prévenu."))
            return redirect(meeting.space_url)
    return _change(request, space, meeting, form, is_cancelling=True)


def _change(
    request: HttpRequest, space: Space, meeting: Meeting, form: Any, *, is_cancelling: bool
) -> HttpResponse:
    context = {"space": space, "form": form, "meeting": meeting, "is_cancelling": is_cancelling}
    return render(request, "meetings/change.html", context, status=422 if form.errors else 200)
