"""Minutes on their way to everyone: approved by the council, then published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.ballots.choices import Kind
from participation.councils.ballots.forms.binding import BoundForm
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.forms.minutes import ApproveForm, PublishForm
from participation.councils.meetings.queries.naming import personal_words
from participation.councils.meetings.queries.pages import meeting_of, published_minutes
from participation.councils.meetings.views.minutes import last_version
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate, may_coordinate


@writes_space(may_animate)
def approve(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Record in which meeting the council approved the last version."""
    meeting = meeting_of(space, meeting_id)
    version = last_version(meeting)
    form = ApproveForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        later = form.cleaned_data["in_meeting"]
        try:
            actions.approve_minutes(version, in_meeting=later, actor=space.person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("L’approbation est notée."))
            return redirect("meetings:minutes", space.council.slug, meeting.pk)
    context = {"space": space, "form": form, "meeting": meeting, "version": version}
    return render(request, "meetings/approve.html", context, status=422 if form.errors else 200)


@writes_space(may_animate)
def vote(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Put the last version to a vote of the members; its rules are chosen here."""
    meeting = meeting_of(space, meeting_id)
    version = last_version(meeting)
    data = request.POST if request.method == "POST" else None
    form = BoundForm(data, kind=Kind.YES_NO, council=space.council)
    context = {"space": space, "form": form, "meeting": meeting, "version": version}
    if data is not None and form.is_valid():
        try:
            actions.put_to_vote(version, actor=space.person, **form.given())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Le vote est ouvert. Les membres sont prévenus."))
            return redirect("meetings:minutes", space.council.slug, meeting.pk)
    return render(request, "meetings/vote.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def publish(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Show what tells of persons, then let everyone read."""
    meeting = meeting_of(space, meeting_id)
    version = last_version(meeting)
    found = personal_words(space.council, version.text)
    form = PublishForm(request.POST if request.method == "POST" else None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_minutes(version, actor=space.person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Le compte rendu est publié. Tout le monde peut le lire."))
            return redirect("meetings:minutes", space.council.slug, meeting.pk)
    context = {"space": space, "form": form, "meeting": meeting, "version": version, "found": found}
    return render(request, "meetings/publish.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def unpublish(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Take the minutes off the public pages."""
    meeting = meeting_of(space, meeting_id)
    version = published_minutes(meeting)
    if request.method == "POST" and version:
        actions.unpublish_minutes(version, actor=space.person)
        messages.success(request, _("Le compte rendu n’est plus public."))
    return redirect("meetings:minutes", space.council.slug, meeting.pk)
