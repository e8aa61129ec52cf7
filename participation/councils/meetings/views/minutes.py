"""Minutes inside: versions, and what members would write otherwise."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.ballots.queries.binding import bound
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.forms.minutes import (
    AmendmentAnswerForm,
    AmendmentForm,
    MinutesForm,
)
from participation.councils.meetings.models import Amendment, Meeting, MinutesVersion
from participation.councils.meetings.queries.decisions import decided
from participation.councils.meetings.queries.pages import (
    agenda_of,
    amendments_of,
    meeting_of,
    versions_of,
)
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_animate, may_coordinate, may_speak


def last_version(meeting: Meeting) -> MinutesVersion:
    """Give the last version of the minutes; raises Http404 without one."""
    version: MinutesVersion | None = meeting.minutes_versions.first()
    if version is None:
        raise Http404
    version.meeting = meeting
    return version


@reads_space()
def minutes(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """The last version in full, its corrections, and the versions before it."""
    meeting = meeting_of(space, meeting_id)
    asked = request.GET.get("version", "")
    versions = versions_of(meeting)
    shown = next((one for one in versions if str(one.number) == asked), None)
    shown = shown or next(iter(versions), None)
    context = {
        "space": space,
        "meeting": meeting,
        "versions": versions,
        "version": shown,
        "is_last": bool(versions) and shown == versions[0],
        "amendments": amendments_of(shown) if shown else [],
        "vote": bound(shown.ballot) if shown and shown.ballot else None,
        "decided": decided(meeting, agenda_of(meeting), next(iter(versions), None)),
        "may_animate": space.may(may_animate),
        "may_speak": space.may(may_speak),
        "may_coordinate": space.may(may_coordinate),
    }
    return render(request, "meetings/minutes.html", context)


@writes_space(may_animate)
def write(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """The first version, or the next one, begun from the last."""
    meeting = meeting_of(space, meeting_id)
    last = meeting.minutes_versions.first()
    said = {"text": last.text if last else "", "after": last.number if last else 0}
    is_voted_on = last is not None and last.is_put_to_vote
    form = MinutesForm(request.POST or None, initial=said, is_voted_on=is_voted_on)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_minutes(meeting, actor=space.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Le compte rendu est proposé aux membres."))
            return redirect("meetings:minutes", space.council.slug, meeting.pk)
    context = {"space": space, "form": form, "meeting": meeting, "last": last}
    return render(request, "meetings/write.html", context, status=422 if form.errors else 200)


@writes_space(may_speak)
def amend(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Say what should be written otherwise."""
    meeting = meeting_of(space, meeting_id)
    version = last_version(meeting)
    form = AmendmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_amendment(version, actor=space.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Merci. Votre correction est proposée."))
            return redirect("meetings:minutes", space.council.slug, meeting.pk)
    context = {"space": space, "form": form, "meeting": meeting, "version": version}
    return render(request, "meetings/amend.html", context, status=422 if form.errors else 200)


@writes_space(may_animate)
def amendment(
    request: HttpRequest, space: Space, meeting_id: int, amendment_id: int
) -> HttpResponse:
    """Take a correction, or decline it and say why."""
    meeting = meeting_of(space, meeting_id)
    rows = Amendment.objects.visible_to(space.person).filter(version__meeting=meeting)
    found = get_object_or_404(rows.select_related("version__meeting"), pk=amendment_id)
    form = AmendmentAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_taken = form.cleaned_data["verdict"] == "taken"
        reason = form.cleaned_data["reason"]
        try:
            actions.answer_amendment(found, is_taken=is_taken, reason=reason, actor=space.person)
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            told = _("Reprenez-la maintenant dans une nouvelle version.")
            messages.success(request, told if is_taken else _("C’est noté. Son auteur le lira."))
            return redirect("meetings:minutes", space.council.slug, meeting.pk)
    context = {"space": space, "form": form, "meeting": meeting, "amendment": found}
    return render(request, "meetings/amendment.html", context, status=422 if form.errors else 200)
