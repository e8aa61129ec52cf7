"""What everyone may read of a council's meetings."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from participation.base.http import everyone, reads
from participation.councils.ballots.queries.binding import bound
from participation.councils.meetings.feeds import calendars
from participation.councils.meetings.queries.pages import (
    agenda_of,
    public_meetings,
    published_minutes,
    told_meetings,
    within,
)
from participation.councils.meetings.queries.registrations import coming_to
from participation.councils.models import Council

PER_PAGE = 20
A_WHILE = "public, max-age=300"


@reads(everyone)
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The public meetings that come; then those that were, and those whose minutes are public."""
    council = get_object_or_404(Council, slug=slug)
    rows = public_meetings(council)
    told = told_meetings(council).past()
    page = Paginator(told, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = within(council, page.object_list)
    context = {"council": council, "coming": within(council, rows.coming()), "page": page}
    return render(request, "meetings/public_list.html", context)


@reads(everyone)
def meeting(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    """One public meeting: when, where, what for; then what was said, once published.

    Of a meeting between members, what was said and on which day, once published.
    """
    council = get_object_or_404(Council.objects.select_related("framework"), slug=slug)
    found = get_object_or_404(told_meetings(council), pk=meeting_id)
    found.council = council
    minutes = published_minutes(found)
    by_vote = minutes is not None and minutes.is_approved_by_vote
    context = {
        "council": council,
        "meeting": found,
        "agenda": agenda_of(found) if found.is_public else [],
        "former_dates": found.former_dates.all(),
        "minutes": minutes,
        "vote": bound(minutes.ballot) if by_vote and minutes and minutes.ballot else None,
        "coming": coming_to(found) if found.is_open_for_registration else None,
    }
    return render(request, "meetings/public.html", context)


@reads(everyone)
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The public meetings of a council, for calendars that come back every few hours."""
    council = get_object_or_404(Council, slug=slug)
    rows = public_meetings(council).in_calendars().select_related("council")
    content = calendars.calendar(rows, str(council), is_private=False)
    return calendars.as_answer(content, "reunions.ics", cache=A_WHILE)
