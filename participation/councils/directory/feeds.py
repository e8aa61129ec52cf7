"""What programs come back to read: news of councils, and the calendar of their public meetings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.base.http import with_query
from participation.councils.directory.queries.news import Line, news_of
from participation.councils.directory.queries.places import serving
from participation.councils.meetings.feeds import calendars
from participation.councils.meetings.models import Meeting
from participation.councils.models import Council
from participation.councils.querysets import CouncilQuerySet
from participation.territories.models import Territory

MOST_MEETINGS = 500


@dataclass(frozen=True)
class Scope:
    """Whose news: of all councils, of those of a territory, or of one."""

    councils: CouncilQuerySet
    name: str
    url: str

    @classmethod
    def of(cls, slug: str = "", kind: str = "", code: str = "") -> "Scope":
        """Find it by what an address says; raises Http404."""
        rows = Council.objects.all()
        if slug:
            council = get_object_or_404(rows, slug=slug)
            return cls(rows.filter(pk=council.pk), council.name, council.get_absolute_url())
        finder = reverse("directory:finder")
        if not kind:
            return cls(rows, _("tous les conseils"), finder)
        places = Territory.objects.filter(kind=kind, code=code).order_by("-vintage")[:1]
        place = get_object_or_404(places)
        return cls(rows.filter(serving([place])), place.label, with_query(finder, q=place.label))


class NewsFeed(Feed):  # type: ignore[type-arg]  # not generic at run time
    """The latest public news of councils, as RSS."""

    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, **scope: str) -> Scope:
        return Scope.of(**scope)

    def title(self, scope: Scope) -> str:
        return _("Nouvelles des conseils : %(name)s") % {"name": scope.name}

    def description(self, scope: Scope) -> str:
        return _("Conseils créés ou renouvelés, comptes rendus, saisines, bonnes pratiques.")

    def link(self, scope: Scope) -> str:
        return scope.url

    def items(self, scope: Scope) -> list[Line]:
        return news_of(scope.councils)

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.text)

    def item_link(self, item: Line) -> str:
        return item.url

    def item_pubdate(self, item: Line) -> datetime:
        return item.at

    def item_guid(self, item: Line) -> str:
        return item.key


def calendar_of(scope: Scope) -> bytes:
    """Write the public meetings of these councils as iCalendar (RFC 5545)."""
    rows = Meeting.objects.public().filter(council__in=scope.councils.order_by().values("pk"))
    meetings = rows.in_calendars().select_related("council")[:MOST_MEETINGS]
    name = _("Réunions publiques : %(name)s") % {"name": scope.name}
    return calendars.calendar(meetings, name, is_private=False)
