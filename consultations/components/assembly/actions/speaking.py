"""Turns to speak. The server's clock measures them, whatever a page shows."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly import events
from consultations.components.assembly.actions.telling import (
    held,
    keep,
    note_moment,
    running,
    tell,
)
from consultations.components.assembly.models import Assembly, Moment, Turn
from consultations.errors import Refused
from participation.base.clock import now
from participation.base.text import one_line


@transaction.atomic
def ask_to_speak(
    assembly: Assembly, *, group: str, speaker: str = "", minutes: int | None = None, actor: Any
) -> Turn:
    """Put somebody on the list of those who want to speak."""
    row = running(assembly)
    if row.group_list and group not in row.group_list:
        raise Refused(_("Choisissez un collège ou une position dans la liste."))
    turn = Turn.objects.create(
        assembly=row,
        item_id=row.item_id,
        group=group,
        speaker=one_line(speaker),
        seconds=60 * (minutes or row.turn_minutes),
        asked_at=now(),
    )
    tell(row, "now")
    keep(events.TurnAsked, row, actor, turn_id=turn.pk)
    return turn


@transaction.atomic
def begin_turn(turn: Turn, *, actor: Any) -> Turn:
    """Give the floor; whoever spoke before has ended."""
    row = running(turn.assembly)
    if row.state != Assembly.State.OPEN:
        raise Refused(_("La réunion est en pause. Reprenez-la, puis donnez la parole."))
    turn.refresh_from_db()
    if turn.started_at is not None:
        return turn
    end_running_turn(row)
    turn.started_at, turn.item_id = now(), row.item_id
    turn.save(update_fields=["started_at", "item"])
    tell(row, "now")
    keep(events.TurnBegun, row, actor, turn_id=turn.pk)
    return turn


@transaction.atomic
def end_turn(turn: Turn, *, actor: Any) -> Turn:
    """End a turn; a second time changes nothing."""
    row = held(turn.assembly)
    turn.refresh_from_db()
    if not turn.is_running:
        return turn
    end_running_turn(row)
    tell(row, "now")
    keep(events.TurnEnded, row, actor, turn_id=turn.pk)
    return turn


@transaction.atomic
def drop_turn(turn: Turn, *, actor: Any) -> None:
    """Take somebody off the list who no longer wants to speak."""
    row = held(turn.assembly)
    turn_id = turn.pk
    if not Turn.objects.filter(pk=turn_id, started_at=None).delete()[0]:
        return
    tell(row, "now")
    keep(events.TurnDropped, row, actor, turn_id=turn_id)


def end_running_turn(row: Assembly) -> None:
    """End whichever turn runs, at this second."""
    for turn in row.turns.filter(started_at__isnull=False, ended_at=None):
        turn.ended_at = now()
        turn.save(update_fields=["ended_at"])
        note_moment(row, Moment.Kind.SPOKE, turn=turn)
