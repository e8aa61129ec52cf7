"""Coming to a public meeting: with or without an account, by a secret link, or noted inside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.base.http import everyone, reads, writes
from participation.base.limits import Limit, address_of
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.feeds import calendars
from participation.councils.meetings.forms.registering import KnownForm, NoteForm, RegisterForm
from participation.councils.meetings.models import Meeting, Registration
from participation.councils.meetings.queries.pages import meeting_of, public_meetings
from participation.councils.meetings.queries.registrations import coming_to, registered
from participation.councils.models import Council
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate

REQUESTS = Limit("reunions-inscription", times=10, seconds=3600)
GIVING_UP = "leave"


def _public(slug: str, meeting_id: int) -> Meeting:
    council = get_object_or_404(Council.objects.select_related("framework"), slug=slug)
    found: Meeting = get_object_or_404(public_meetings(council), pk=meeting_id)
    found.council = council
    return found


@writes(everyone)
def register(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    """Say that one comes; without an account, the address is confirmed from its own mailbox."""
    meeting = _public(slug, meeting_id)
    person = request.user
    data = request.POST if request.method == "POST" else None
    form: KnownForm | RegisterForm = RegisterForm(data)
    if person.is_authenticated:
        form = KnownForm(data, initial={"name": person.display_name})
    if data is not None and form.is_valid():
        try:
            return _registered(request, meeting, form)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "meeting": meeting,
        "council": meeting.council,
        "form": form,
        "coming": coming_to(meeting),
    }
    return render(request, "meetings/register.html", context, status=422 if form.errors else 200)


def _registered(
    request: HttpRequest, meeting: Meeting, form: KnownForm | RegisterForm
) -> HttpResponse:
    if not REQUESTS.allows(address_of(request)):
        raise Refused(_("Trop de demandes. Réessayez dans une heure."))
    if request.user.is_authenticated:
        row = actions.register(meeting, account=request.user, **form.cleaned_data)
        return redirect(row.url)
    actions.ask_for_place(meeting, **form.cleaned_data)
    return redirect("meetings:register_asked", meeting.council.slug, meeting.pk)


@reads(everyone)
def asked(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    """Say that a message is on its way, and what to do with it."""
    meeting = _public(slug, meeting_id)
    context = {"meeting": meeting, "council": meeting.council}
    return render(request, "meetings/register_asked.html", context)


@reads(everyone)
def file(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    """One public meeting as a file for one's own calendar."""
    meeting = _public(slug, meeting_id)
    content = calendars.calendar([meeting], str(meeting.council), is_private=False)
    return calendars.as_answer(content, "reunion.ics", cache="public, max-age=300")


@writes(everyone)
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """One registration, by its secret address: confirm it, see the place, give it back.

    Only a POST changes something, since mail scanners follow every link.
    """
    rows = Registration.objects.with_token(token).select_related("meeting__council__framework")
    row = rows.first()
    problem = ""
    if row and request.method == "POST":
        try:
            row = _answered(request, row)
        except Refused as refused:
            problem = str(refused)
        else:
            if row is not None:
                return redirect(row.url)
    context = {"row": row, "problem": problem, "meeting": row.meeting if row else None}
    status = 422 if problem else 200
    answer = render(request, "meetings/registration.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "same-origin"  # its own form would say no origin otherwise
    return answer


def _answered(request: HttpRequest, row: Registration) -> Registration | None:
    if request.POST.get("do") == GIVING_UP:
        actions.end_registration(row, actor=None)
        return None
    return actions.confirm_registration(row)


@writes_space(may_animate)
def registrations(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Who comes, who waits, what they need; note somebody who called."""
    meeting = meeting_of(space, meeting_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_registration(meeting, actor=space.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("L’inscription est notée."))
            return redirect("meetings:registrations", space.council.slug, meeting.pk)
    context = {
        "space": space,
        "meeting": meeting,
        "form": form,
        "coming": coming_to(meeting),
        "rows": registered(space, meeting),
    }
    status = 422 if form.errors else 200
    return render(request, "meetings/registrations.html", context, status=status)


@writes_space(may_animate)
def end(request: HttpRequest, space: Space, meeting_id: int, registration_id: int) -> HttpResponse:
    """Take somebody off the list, at their word."""
    meeting = meeting_of(space, meeting_id)
    rows = Registration.objects.visible_to(space.person).filter(meeting=meeting)
    row = get_object_or_404(rows, pk=registration_id)
    if request.method == "POST":
        actions.end_registration(row, actor=space.person)
        messages.success(request, _("L’inscription est effacée."))
    return redirect("meetings:registrations", space.council.slug, meeting.pk)
