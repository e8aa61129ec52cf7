"""What the space tells of its people: who came and left, what waits for an answer."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.base.text import folded
from participation.councils.choices import Asked
from participation.councils.models import Council, Membership
from participation.councils.registry import Found, News, Waiting
from participation.councils.space import Space
from participation.councils.standing import may_coordinate
from participation.journal.models import Entry

MOST = 50
SAID = ("MemberSeated", "SubstituteSeated", "MandateEnded")


def people_news(council: Council, since: datetime) -> Iterator[News]:
    """Give who joined and who left since an instant, most recent first; two queries."""
    lines = Entry.objects.filter(subject=f"council:{council.pk}", event__in=SAID, at__gt=since)
    entries = list(lines.order_by("-at", "-pk")[:MOST])
    url = reverse("members:list", args=[council.slug])
    mandates = council.memberships.in_bulk([entry.payload["membership_id"] for entry in entries])
    for entry in entries:
        membership = mandates.get(entry.payload["membership_id"])
        if membership is not None:
            yield News(at=entry.at, text=_said(entry.event, membership), url=url)


def _said(event: str, membership: Membership) -> str:
    if event == "MandateEnded":
        return _("%(name)s ne siège plus") % {"name": membership.name}
    if membership.is_substitute:
        return _("%(name)s devient suppléante ou suppléant") % {"name": membership.name}
    return _("%(name)s siège désormais") % {"name": membership.name}


def people_waiting(space: Space) -> Iterator[Waiting]:
    """Give what waits for the person: requests to answer, a charter to read; one query."""
    slug, mine = space.council.slug, space.standing.membership
    if mine is not None:
        mine.council = space.council
        if not mine.has_read_the_charter:
            yield Waiting(
                _("La charte a changé : relisez-la"), reverse("members:mine", args=[slug])
            )
    if space.may(may_coordinate):
        asked = space.council.join_requests.filter(state=Asked.OPEN).count()
        if asked:
            text = ngettext(
                "%(number)s personne demande à vous rejoindre",
                "%(number)s personnes demandent à vous rejoindre",
                asked,
            )
            yield Waiting(text % {"number": asked}, reverse("members:requests", args=[slug]))
    elif mine is not None and is_without_coordinator(space.council):
        text = _("Plus personne ne coordonne ce conseil")
        yield Waiting(text, reverse("members:take_coordination", args=[slug]))


def is_without_coordinator(council: Council) -> bool:
    return not Membership.objects.coordinators().filter(council=council).exists()


def found_members(council: Council, words: list[str]) -> Iterator[Found]:
    """Give the members whose name holds every word; a council is small enough to look by hand."""
    rows = council.memberships.running().select_related("college")
    for membership in rows.order_by("name", "pk"):
        name = folded(membership.name)
        if words and all(word in name for word in words):
            yield Found(
                title=membership.name,
                excerpt=str(membership.college),
                url=reverse("members:member", args=[council.slug, membership.pk]),
                at=membership.starts_at,
            )


def past_mandates(council: Council) -> QuerySet[Membership]:
    """Give the mandates that are over, most recent first."""
    rows = council.memberships.exclude(closed_at=None).select_related("college", "seat")
    return rows.order_by("-ends_on", "-pk")
