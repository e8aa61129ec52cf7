"""The agenda: what members propose, what is taken, in which order."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from participation.base.text import one_line, plain
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.choices import ItemState
from participation.councils.meetings.models import AgendaItem, Meeting


@transaction.atomic
def propose_item(
    meeting: Meeting, *, title: str, actor: Any, is_accepted: bool = False, **fields: Any
) -> AgendaItem:
    """Propose something to speak of; `is_accepted` puts it on the agenda at once.

    The same title again gives the item that is there. Raises Refused once the meeting has begun.
    """
    meeting = _open(meeting)
    item, is_new = AgendaItem.objects.get_or_create(
        meeting=meeting, title=one_line(title)[:200], defaults={"proposed_by": actor}
    )
    if is_new:
        _write(item, **fields)
        if is_accepted:
            _put_last(item)
        tell(events.AgendaChanged, meeting, by=actor, item_id=item.pk)
    return item


@transaction.atomic
def edit_item(item: AgendaItem, *, actor: Any, **fields: Any) -> AgendaItem:
    """Change what an item says. Raises Refused for a title that another one has."""
    meeting = _open(item.meeting)
    title = one_line(fields.get("title", item.title))
    if meeting.items.filter(title=title).exclude(pk=item.pk).exists():
        raise Refused(_("Un autre point a déjà ce titre. Changez-le."))
    _write(item, **fields)
    tell(events.AgendaChanged, meeting, by=actor, item_id=item.pk)
    return item


@transaction.atomic
def accept_item(item: AgendaItem, *, actor: Any) -> AgendaItem:
    """Put a proposal on the agenda, last; one that is there stays where it is."""
    meeting = _open(item.meeting)
    item.refresh_from_db()
    if not item.is_accepted:
        item.answer = ""
        _put_last(item)
        tell(events.AgendaChanged, meeting, by=actor, item_id=item.pk)
    return item


@transaction.atomic
def decline_item(item: AgendaItem, *, reason: str, actor: Any) -> AgendaItem:
    """Keep a proposal off the agenda; who proposed it reads why."""
    meeting = _open(item.meeting)
    item.state, item.answer = ItemState.DECLINED, one_line(reason)[:300]
    item.save(update_fields=["state", "answer"])
    tell(events.AgendaChanged, meeting, by=actor, item_id=item.pk)
    return item


@transaction.atomic
def move_up(item: AgendaItem, *, actor: Any) -> AgendaItem:
    """Put an item before the one above it; the first stays first."""
    meeting = _open(item.meeting)
    item.refresh_from_db()
    above = meeting.items.filter(state=ItemState.ACCEPTED, rank__lt=item.rank).last()
    if above is None or not item.is_accepted:
        return item
    item.rank, above.rank = above.rank, item.rank
    item.save(update_fields=["rank"])
    above.save(update_fields=["rank"])
    tell(events.AgendaChanged, meeting, by=actor, item_id=item.pk)
    return item


def _open(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.has_begun or meeting.is_cancelled:
        raise Refused(_("L’ordre du jour de cette réunion ne change plus."))
    return meeting


def _put_last(item: AgendaItem) -> None:
    last = item.meeting.items.aggregate(rank=Max("rank"))["rank"]
    item.state, item.rank = ItemState.ACCEPTED, (last or 0) + 1
    item.save(update_fields=["state", "rank", "answer"])


def _write(item: AgendaItem, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(item, name, value)
    item.title, item.details = one_line(item.title)[:200], plain(item.details)
    item.presenter = one_line(item.presenter)
    item.save()
