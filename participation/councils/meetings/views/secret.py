"""What a secret address opens: one meeting for an observer, a member's own calendar."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from participation.base.downloads import attachment
from participation.base.http import everyone, reads
from participation.councils.documents.models import DocumentVersion
from participation.councils.meetings.feeds import calendars
from participation.councils.meetings.models import CalendarLink, Meeting, ObserverPass
from participation.councils.meetings.queries.pages import agenda_of
from participation.councils.models import Council

PRIVATE = "private, no-store"


def _pass(token: str) -> ObserverPass:
    rows = ObserverPass.objects.with_token(token)
    valid = ObserverPass.objects.valid().filter(pk__in=rows.order_by().values("pk"))
    found: ObserverPass = get_object_or_404(valid.select_related("meeting__council"))
    return found


@reads(everyone)
def observe(request: HttpRequest, token: str) -> HttpResponse:
    """One meeting, its agenda and its documents, until it ends; nothing else of the space."""
    given = _pass(token)
    context = {"given": given, "meeting": given.meeting, "agenda": agenda_of(given.meeting)}
    answer = render(request, "meetings/observe.html", context)
    answer["Cache-Control"] = PRIVATE
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@reads(everyone)
def document(request: HttpRequest, token: str, item_id: int) -> HttpResponseBase:
    """The document of one item of that agenda, in its last version."""
    meeting = _pass(token).meeting
    item = next((one for one in agenda_of(meeting) if one.pk == item_id), None)
    if item is None or item.document is None:
        raise Http404
    rows = DocumentVersion.objects.filter(document=item.document)
    version = rows.kept().order_by("-number").first()
    if version is None:
        raise Http404
    return attachment(version.file, name=version.name, content_type=version.content_type)


@reads(everyone)
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of a council for one member; gone the day the mandate ends."""
    links = CalendarLink.objects.with_token(token).select_related("council", "account")
    link: CalendarLink = get_object_or_404(links, account__is_active=True)
    if not Council.objects.entered_by(link.account).filter(pk=link.council_id).exists():
        raise Http404
    rows = Meeting.objects.filter(council=link.council).in_calendars().select_related("council")
    content = calendars.calendar(rows, str(link.council), is_private=True)
    return calendars.as_answer(content, "reunions.ics", cache=PRIVATE)
