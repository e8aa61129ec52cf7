"""What people see change while they look at a debate: the topic `debate.<id>`."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from consultations.components.debate.actions import place, tell_all
from consultations.components.debate.models import Argument, Debate
from consultations.components.debate.queries import changed_arguments
from consultations.events import (
    ConsultationClosed,
    ConsultationResumed,
    ConsultationSuspended,
    ConsultationWithdrawn,
    ContributionHeld,
    ContributionHidden,
    ContributionPublished,
    ContributionRestored,
)
from consultations.models import Consultation
from participation.base.events import Heard, listen
from participation.live.streams import Item, Stream
from participation.live.topics import PUBLIC, open_stream


class DebateStream(Stream):
    """The arguments of a debate with their last answers; the same for all who may look."""

    kind = Debate.live_kind
    rooms = Debate

    def audience(self, person: Any, room_id: int) -> str | None:
        seen = Consultation.objects.visible_to(person).filter(steps__debate=room_id)
        return PUBLIC if seen.exists() else None

    def room(self, room_id: int) -> Debate | None:
        return Debate.objects.select_related("step__consultation").filter(pk=room_id).first()

    def state(self, room: Debate) -> str:
        if not room.step.is_open:
            return "closed"
        return "paused" if room.is_paused else "open"

    def presence(self, room_id: int, present: Any) -> str:
        """Say how many look, never who."""
        context = {"number": present.number, "names": None}
        return render_to_string("ui/presence.html", context).strip()

    def items(self, room: Debate, *, audience: str, after: int, most: int) -> Iterable[Item]:
        shared = {"step": room.step, "state": self.state(room)}
        for argument in changed_arguments(room, after=after, most=most):
            html = render_to_string("debate/_argument.html", {**shared, "argument": argument})
            yield Item(argument.number or 0, html.strip())


@listen(ContributionPublished, ContributionHeld, ContributionHidden, ContributionRestored)
def show_change(heard: Heard) -> None:
    """Show what moderators and readers decided to those who look."""
    contribution_id = heard.event.contribution_id
    if Argument.objects.filter(contribution=contribution_id).exists():
        place(contribution_id)


@listen(ConsultationClosed, ConsultationSuspended, ConsultationResumed, ConsultationWithdrawn)
def show_state(heard: Heard) -> None:
    """Tell those who look whether one may still write."""
    tell_all(heard.event.consultation_id)


open_stream(DebateStream())
