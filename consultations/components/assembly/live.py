"""What people see change: on telephones in the hall, on its screen, on the facilitator's desk."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.template.loader import render_to_string

from consultations.components.assembly.actions import tell_changed
from consultations.components.assembly.models import Assembly
from consultations.components.assembly.models.meeting import DESK, FLOOR, SCREEN
from consultations.components.assembly.queries import changed_questions, moments_of
from consultations.components.assembly.queries.shown import desk, floor, screen
from consultations.events import (
    ContributionHeld,
    ContributionHidden,
    ContributionPublished,
    ContributionRestored,
)
from consultations.models import Consultation
from participation.base.events import Heard, listen
from participation.live.streams import Item, Stream
from participation.live.topics import PUBLIC, open_stream

OFFICERS = "officers"


class _OfAssembly(Stream):
    """What the three pages share: the same room, told to whom may see its consultation."""

    rooms = Assembly

    def audience(self, person: Any, room_id: int) -> str | None:
        seen = Consultation.objects.visible_to(person).filter(steps__assembly=room_id)
        state = seen.values_list("state", flat=True).first()
        if state is None:
            return None
        return OFFICERS if state == "draft" else PUBLIC

    def room(self, room_id: int) -> Assembly | None:
        rows = Assembly.objects.select_related("item", "step__consultation")
        return rows.filter(pk=room_id).first()

    def state(self, room: Assembly) -> str:
        return "open" if room.listens else room.state


class FloorStream(_OfAssembly):
    """What happens now, the poll, and the questions, one by one."""

    kind = FLOOR

    def items(self, room: Assembly, *, audience: str, after: int, most: int) -> Iterable[Item]:
        yield from _parts(room, floor(room), after, now="_now", polls="_poll")
        for question in changed_questions(room, after=after, most=most):
            html = render_to_string("assembly/_question.html", {"question": question})
            yield Item(question.number, html.strip())


class ScreenStream(_OfAssembly):
    """One large picture, shown whole each time something on it changes."""

    kind = SCREEN

    def items(self, room: Assembly, *, audience: str, after: int, most: int) -> Iterable[Item]:
        if max(room.now_changed, room.queue_changed, room.polls_changed) > after:
            html = render_to_string("assembly/_screen.html", screen(room))
            yield Item(0, html.strip())


class DeskStream(_OfAssembly):
    """What the facilitator and the minutes-taker work with; for officers of the body alone."""

    kind = DESK

    def audience(self, person: Any, room_id: int) -> str | None:
        mine = Consultation.objects.editable_by(person).filter(steps__assembly=room_id)
        return OFFICERS if mine.exists() else None

    def items(self, room: Assembly, *, audience: str, after: int, most: int) -> Iterable[Item]:
        parts = {"now": "_desk_now", "queue": "_desk_queue", "polls": "_desk_polls"}
        yield from _parts(room, desk(room), after, **parts)
        for moment in moments_of(room, after=after, most=most):
            html = render_to_string("assembly/_moment.html", {"moment": moment, "zone": room.zone})
            yield Item(moment.number, html.strip())


def _parts(room: Assembly, shown: dict[str, Any], after: int, **parts: str) -> Iterator[Item]:
    """Give the parts of a page that changed; each replaces the element that has its id."""
    for name, template in parts.items():
        if getattr(room, f"{name}_changed") > after:
            yield Item(0, render_to_string(f"assembly/{template}.html", shown).strip())


for stream in (FloorStream, ScreenStream, DeskStream):
    open_stream(stream())


@listen(ContributionPublished, ContributionHeld, ContributionHidden, ContributionRestored)
def show_change(heard: Heard) -> None:
    """Tell the pages that a question appeared or went; a repeat tells it again, harmlessly."""
    tell_changed(heard.event.contribution_id)
