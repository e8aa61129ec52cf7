"""Running a meeting: it opens, pauses, goes on and ends; one point at a time is on the screen."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly import events
from consultations.components.assembly.actions.polling import close_open_poll
from consultations.components.assembly.actions.speaking import end_running_turn
from consultations.components.assembly.actions.telling import (
    held,
    keep,
    note_moment,
    running,
    tell,
)
from consultations.components.assembly.models import Assembly, Item, Moment, Question
from consultations.errors import Refused
from participation.base.clock import now

State = Assembly.State


@transaction.atomic
def open_room(assembly: Assembly, *, actor: Any) -> Assembly:
    """Begin, or go on after a pause. A meeting ended by mistake goes on as long as its
    transcript is not published.
    """
    row = held(assembly)
    if row.is_published:
        raise Refused(_("La transcription est publiée : cette réunion ne reprend plus."))
    if row.state == State.OPEN:
        return row
    is_new = row.opened_at is None
    row.state, row.opened_at, row.closed_at = State.OPEN, row.opened_at or now(), None
    row.save(update_fields=["state", "opened_at", "closed_at"])
    note_moment(row, Moment.Kind.OPENED if is_new else Moment.Kind.RESUMED)
    if row.item_id is None:
        _put_on_screen(row, row.items.first())
    tell(row, "now", "queue", "polls")
    keep(events.AssemblyOpened, row, actor)
    return row


@transaction.atomic
def pause_room(assembly: Assembly, *, actor: Any) -> Assembly:
    """Pause: nobody speaks, no question comes in, what is typed is kept on people's pages."""
    row = held(assembly)
    if row.state != State.OPEN:
        raise Refused(_("Seule une réunion en cours se met en pause."))
    row.state = State.PAUSED
    row.save(update_fields=["state"])
    end_running_turn(row)
    note_moment(row, Moment.Kind.PAUSED)
    tell(row, "now", "queue")
    keep(events.AssemblyPaused, row, actor)
    return row


@transaction.atomic
def close_room(assembly: Assembly, *, actor: Any) -> Assembly:
    """End: the turn and the poll that run end too; a question just taken has been answered."""
    row = running(assembly)
    end_running_turn(row)
    close_open_poll(row)
    finish_taken(row)
    row.state, row.closed_at = State.CLOSED, now()
    row.save(update_fields=["state", "closed_at"])
    note_moment(row, Moment.Kind.CLOSED)
    tell(row, "now", "queue", "polls")
    keep(events.AssemblyClosed, row, actor)
    return row


@transaction.atomic
def show_item(item: Item, *, actor: Any) -> Item:
    """Put one point of the agenda on the screen; the question that was taken is over."""
    row = running(item.assembly)
    if row.item_id == item.pk:
        return item
    finish_taken(row)
    _put_on_screen(row, item)
    tell(row, "now", "queue")
    keep(events.ItemShown, row, actor, item_id=item.pk)
    return item


def _put_on_screen(row: Assembly, item: Item | None) -> None:
    if item is None:
        return
    row.item = item
    row.save(update_fields=["item"])
    if item.first_shown_at is None:
        item.first_shown_at = now()
        item.save(update_fields=["first_shown_at"])
    note_moment(row, Moment.Kind.ITEM, item=item)


def finish_taken(row: Assembly) -> None:
    """The question that was taken has been answered aloud."""
    for question in row.questions.filter(state=Question.State.TAKEN):
        question.state, question.ended_at = Question.State.ANSWERED, now()
        row.touch(question)
        question.save(update_fields=["state", "ended_at", "changed"])
        note_moment(row, Moment.Kind.ANSWERED, question=question)
