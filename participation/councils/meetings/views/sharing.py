"""Secret addresses, given and taken back from inside the space."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.forms.convening import PassForm
from participation.councils.meetings.models import CalendarLink, ObserverPass
from participation.councils.meetings.queries.pages import meeting_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate, may_speak


@writes_space(may_animate)
def passes(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Who may read this meeting without being a member; invite one more."""
    meeting = meeting_of(space, meeting_id)
    form = PassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_pass(meeting, actor=space.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("L’invitation part. Elle ne vaut que pour cette réunion."))
            return redirect("meetings:passes", space.council.slug, meeting.pk)
    rows = ObserverPass.objects.visible_to(space.person).filter(meeting=meeting, revoked_at=None)
    context = {"space": space, "form": form, "meeting": meeting, "passes": list(rows)}
    return render(request, "meetings/passes.html", context, status=422 if form.errors else 200)


@writes_space(may_animate)
def revoke(request: HttpRequest, space: Space, meeting_id: int, pass_id: int) -> HttpResponse:
    meeting = meeting_of(space, meeting_id)
    rows = ObserverPass.objects.visible_to(space.person).filter(meeting=meeting)
    given = get_object_or_404(rows, pk=pass_id)
    if request.method == "POST":
        actions.revoke_pass(given, actor=space.person)
        messages.success(request, _("L’invitation est reprise. Son lien ne mène plus nulle part."))
    return redirect("meetings:passes", space.council.slug, meeting.pk)


@writes_space(may_speak)
def link(request: HttpRequest, space: Space) -> HttpResponse:
    """One's own address for a calendar: made, shown, ended."""
    if request.method == "POST" and request.POST.get("do") == "end":
        actions.revoke_calendar_link(space.council, actor=space.person)
        messages.success(request, _("Ce lien ne mène plus nulle part."))
        return redirect("meetings:link", space.council.slug)
    if request.method == "POST":
        actions.make_calendar_link(space.council, actor=space.person)
        return redirect("meetings:link", space.council.slug)
    mine = CalendarLink.objects.of(space.person).filter(council=space.council).first()
    return render(request, "meetings/link.html", {"space": space, "link": mine})
