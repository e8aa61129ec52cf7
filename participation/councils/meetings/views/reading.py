"""What members read of meetings."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.councils.meetings.choices import State
from participation.councils.meetings.feeds import calendars
from participation.councils.meetings.queries.pages import (
    meeting_of,
    meeting_page,
    meetings_of,
    within,
)
from participation.councils.space import Space, reads_space
from participation.councils.standing import may_animate, may_coordinate, may_speak, may_vote

PER_PAGE = 20


@reads_space()
def meetings(request: HttpRequest, space: Space) -> HttpResponse:
    """What comes, the next one first; then what was, the last one first."""
    rows = meetings_of(space)
    council = space.council
    drafts = rows.filter(state=State.DRAFT).order_by("starts_at", "pk")
    page = Paginator(rows.announced().past(), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = within(council, page.object_list)
    context = {
        "space": space,
        "drafts": within(council, drafts) if space.may(may_animate) else [],
        "coming": within(council, rows.announced().coming()),
        "page": page,
        "may_animate": space.may(may_animate),
        "may_coordinate": space.may(may_coordinate),
    }
    return render(request, "meetings/meetings.html", context)


@reads_space()
def meeting(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """One meeting: when, where, what for, who comes, what was said."""
    found = meeting_of(space, meeting_id)
    context = {
        "space": space,
        "meeting": found,
        "page": meeting_page(space, found),
        "may_animate": space.may(may_animate),
        "may_speak": space.may(may_speak),
        "may_vote": space.may(may_vote),
    }
    return render(request, "meetings/meeting.html", context)


@reads_space()
def file(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """One meeting as a file for one's own calendar."""
    found = meeting_of(space, meeting_id)
    content = calendars.calendar([found], str(space.council), is_private=True)
    return calendars.as_answer(content, "reunion.ics", cache="private, no-store")
