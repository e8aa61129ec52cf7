"""Instant polls: prepared, opened, voted, closed, and shown when the facilitator decides."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly import events
from consultations.components.assembly.actions.telling import (
    held,
    keep,
    note_moment,
    running,
    tell,
)
from consultations.components.assembly.models import Assembly, Choice, Moment, Pick, Poll, Vote
from consultations.errors import AlreadyContributed, Refused
from participation.base.clock import now

State = Poll.State


@transaction.atomic
def prepare_poll(
    assembly: Assembly, *, text: str, choices: Sequence[str], is_multiple: bool, actor: Any
) -> Poll:
    """Write a poll that nobody sees yet."""
    row = held(assembly)
    if row.is_closed:
        raise Refused(_("La réunion est terminée : un sondage n’aurait plus de salle."))
    poll = Poll.objects.create(assembly=row, text=text, is_multiple=is_multiple)
    Choice.objects.bulk_create(
        Choice(poll=poll, position=rank, text=choice) for rank, choice in enumerate(choices, 1)
    )
    tell(row, "polls")
    keep(events.PollPrepared, row, actor, poll_id=poll.pk)
    return poll


@transaction.atomic
def remove_poll(poll: Poll, *, actor: Any) -> None:
    """Throw away a poll that nobody has seen."""
    row, poll_id = held(poll.assembly), poll.pk
    if not Poll.objects.filter(pk=poll_id, state=State.DRAFT).delete()[0]:
        raise Refused(_("Un sondage que la salle a vu reste dans le compte rendu."))
    tell(row, "polls")
    keep(events.PollRemoved, row, actor, poll_id=poll_id)


@transaction.atomic
def open_poll(poll: Poll, *, actor: Any) -> Poll:
    """Let the room answer; the poll that was open closes."""
    row = running(poll.assembly)
    poll.refresh_from_db()
    if poll.state != State.DRAFT:
        raise Refused(_("Ce sondage a déjà eu lieu. Préparez-en un autre."))
    close_open_poll(row)
    poll.state, poll.opened_at, poll.item_id = State.OPEN, now(), row.item_id
    poll.save(update_fields=["state", "opened_at", "item"])
    note_moment(row, Moment.Kind.POLL_OPENED, poll=poll)
    tell(row, "polls")
    keep(events.PollOpened, row, actor, poll_id=poll.pk)
    return poll


@transaction.atomic
def vote(poll: Poll, *, choices: Sequence[Choice], voter: str) -> None:
    """Count one person's answer, once. The journal says nothing of it.

    Raises AlreadyContributed for a second vote, Refused when the poll is not open.
    """
    row = held(poll.assembly)
    poll.refresh_from_db()
    if not poll.is_open:
        raise Refused(_("Ce sondage est clos. Le résultat s’affiche à l’écran."))
    if not choices or (len(choices) > 1 and not poll.is_multiple):
        raise Refused(_("Choisissez une réponse."))
    try:
        with transaction.atomic():
            given = Vote.objects.create(poll=poll, voter_key=voter)
    except IntegrityError as error:
        raise AlreadyContributed(_("Vous avez déjà répondu à ce sondage.")) from error
    Pick.objects.bulk_create(Pick(vote=given, choice=choice) for choice in choices)
    poll.voter_count = poll.votes.count()
    poll.save(update_fields=["voter_count"])
    tell(row, "polls")


@transaction.atomic
def close_poll(poll: Poll, *, actor: Any) -> Poll:
    """Count the answers, then forget who gave them."""
    row = held(poll.assembly)
    if not Poll.objects.filter(pk=poll.pk, state=State.OPEN).exists():
        return poll
    close_open_poll(row)
    tell(row, "polls")
    keep(events.PollClosed, row, actor, poll_id=poll.pk)
    poll.refresh_from_db()
    return poll


def close_open_poll(row: Assembly) -> None:
    """Close the poll that is open, if one is: from now on there are counts and no voters."""
    for poll in row.polls.filter(state=State.OPEN):
        for choice in poll.choices.annotate(found=Count("picks")):
            choice.count = choice.found
            choice.save(update_fields=["count"])
        poll.voter_count = poll.votes.count()
        Vote.objects.filter(poll=poll).delete()
        poll.state, poll.closed_at = State.CLOSED, now()
        poll.save(update_fields=["voter_count", "state", "closed_at"])
        note_moment(row, Moment.Kind.POLL_CLOSED, poll=poll)


@transaction.atomic
def show_result(poll: Poll, *, actor: Any) -> Poll:
    """Show the room what it answered."""
    row = held(poll.assembly)
    poll.refresh_from_db()
    if poll.state != State.CLOSED:
        raise Refused(_("Fermez le sondage avant d’en montrer le résultat."))
    if poll.is_shown:
        return poll
    poll.shown_at = now()
    poll.save(update_fields=["shown_at"])
    note_moment(row, Moment.Kind.POLL_SHOWN, poll=poll)
    tell(row, "polls")
    keep(events.PollResultShown, row, actor, poll_id=poll.pk)
    return poll
