"""The home of a space: what is new since the last visit, and what waits for the person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.councils.models import Visit
from participation.councils.models.traces import FIRST_TIME
from participation.councils.queries.entries import comings_since
from participation.councils.queries.joining import joined_at
from participation.councils.registry import News, Panel, Text, Waiting, rooms
from participation.councils.space import Space

MOST_FOR_ME = 10
MOST_IN_A_ROOM = 6
Told = tuple[Text, str, list[News]]  # where, its address, what is new there


@dataclass(frozen=True)
class RoomNews:
    """What is new in one room; `more` were left out."""

    label: Text
    url: str
    items: list[News]
    more: int


@dataclass(frozen=True)
class Home:
    """What one person finds on the home of a space, at one instant."""

    at: datetime
    since: datetime
    is_first_visit: bool
    waiting: list[Waiting]
    for_me: list[News]
    news: list[RoomNews]
    panels: list[Panel]
    first_steps: list[tuple[Text, Text, str]]  # the label of a room, its hint, its address


def home_of(space: Space) -> Home:
    """Gather the home of a space: four queries of its own, and those of each room.

    What concerns the person stands first, and not a second time in its room. An administrator who
    came in by exception is not welcomed as one of them.
    """
    at = now()
    visit = Visit.objects.filter(council=space.council, account=space.person.pk).first()
    is_first = (visit is None or visit.is_first) and not space.standing.is_by_exception
    since = _since(space, visit, at)
    told = list(_told(space, since))
    for_me = [item for *_where, items in told for item in items if item.is_for_me]
    return Home(
        at=at,
        since=since,
        is_first_visit=is_first,
        waiting=sorted(_waiting(space), key=lambda thing: thing.until or date.max),
        for_me=sorted(for_me, key=lambda item: item.at, reverse=True)[:MOST_FOR_ME],
        news=list(_shortened(told)),
        panels=[panel for room in rooms() if (panel := room.home(space))],
        first_steps=_first_steps(space) if is_first else [],
    )


def _since(space: Space, visit: Visit | None, at: datetime) -> datetime:
    """Say since when things are told: on a first visit, the last month, to read what happened.

    Later on, nothing from before somebody joined is new to them.
    """
    since, joined = visit.new_since if visit else at - FIRST_TIME, joined_at(space)
    if joined is None or visit is None or visit.is_first:
        return since
    return max(since, joined)


def _told(space: Space, since: datetime) -> Iterator[Told]:
    """Give what each room says is new, then who came in by exception or tried in vain."""
    for room in rooms():
        yield room.label, room.url(space.council), list(room.news(space, since))
    page = reverse("councils:entries", args=[space.council.slug])
    yield _("Qui est entré"), page, comings_since(space, since)


def _shortened(told: list[Told]) -> Iterator[RoomNews]:
    for label, url, items in told:
        others = [item for item in items if not item.is_for_me]
        if others:
            shown = others[:MOST_IN_A_ROOM]
            yield RoomNews(label, url, shown, more=len(others) - len(shown))


def _waiting(space: Space) -> list[Waiting]:
    return [thing for room in rooms() for thing in room.waiting(space)]


def _first_steps(space: Space) -> list[tuple[Text, Text, str]]:
    doors = [room for room in rooms() if room.label and room.hint]
    return [(room.label, room.hint, room.url(space.council)) for room in doors]
