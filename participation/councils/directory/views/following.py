"""What one follows of councils with a program: their news, their public meetings."""

from django.http import HttpRequest, HttpResponse

from participation.base.http import everyone, reads
from participation.councils.directory.feeds import NewsFeed, Scope, calendar_of
from participation.councils.meetings.feeds.calendars import as_answer

A_WHILE = "public, max-age=300"


@reads(everyone)
def news(request: HttpRequest, **scope: str) -> HttpResponse:
    """Give the latest news of all councils, of a territory's, or of one."""
    return NewsFeed()(request, **scope)


@reads(everyone)
def meetings(request: HttpRequest, **scope: str) -> HttpResponse:
    """Give the public meetings of all councils, or of a territory's."""
    return as_answer(calendar_of(Scope.of(**scope)), "reunions.ics", cache=A_WHILE)
