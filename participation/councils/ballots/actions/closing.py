"""Ending a vote: counted once at its hour, or cancelled for a reason that stays."""

from datetime import timedelta
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.ballots import events
from participation.councils.ballots.actions.locking import locked
from participation.councils.ballots.choices import State
from participation.councils.ballots.models import Ballot, Voter
from participation.councils.ballots.queries.counting import count
from participation.councils.errors import Refused
from participation.councils.models import Membership

REMINDER = timedelta(hours=24)


@transaction.atomic
def close_ballot(ballot: Ballot, *, actor: Any = None) -> Ballot:
    """Close and count a vote whose hour has come, or where nobody is left to vote.

    Its result is written once; a vote already closed stays as it is. Raises Refused before the
    hour while somebody may still vote: whoever closes early chooses who counts.
    """
    ballot = locked(ballot)
    if ballot.is_over:
        return ballot
    if ballot.state != State.OPEN:
        raise Refused(_("Ce vote n’est pas ouvert : il n’y a rien à compter."))
    if ballot.is_open and awaited(ballot):
        raise Refused(_("Des personnes n’ont pas encore voté. Le vote se clôt à l’heure annoncée."))
    result = count(ballot)
    result.save()
    if ballot.is_anonymous:
        _shuffle(ballot)
    ballot.state, ballot.ended_at = State.CLOSED, now()
    ballot.save(update_fields=["state", "ended_at"])
    event = events.BallotClosed(
        council_id=ballot.council_id,
        ballot_id=ballot.pk,
        purpose=ballot.purpose,
        is_adopted=result.is_adopted,
    )
    record(event, actor=actor)
    return ballot


def _shuffle(ballot: Ballot) -> None:
    """Rewrite who has voted, in an order drawn by chance.

    PostgreSQL keeps rows in the order in which they were written, and beside each the number of
    the transaction: so neither tells any longer who voted when.
    """
    voters = list(Voter.objects.filter(ballot=ballot).order_by("pk"))
    SystemRandom().shuffle(voters)
    for voter in voters:
        voter.save(update_fields=["has_voted"])


def awaited(ballot: Ballot) -> bool:
    """Say whether somebody who sits has not voted yet."""
    running = Membership.objects.running().unsuspended().order_by()
    rows = Voter.objects.filter(ballot=ballot, has_voted=False, membership__in=running)
    return bool(rows.order_by().exists())


@transaction.atomic
def cancel_ballot(ballot: Ballot, *, reason: str, actor: Any) -> Ballot:
    """End a vote before its closing, uncounted, for a reason its members read; it stays listed.

    Raises Refused without a reason, or once the hour of the closing has come.
    """
    ballot = locked(ballot)
    if ballot.is_cancelled:
        return ballot
    if not ballot.is_planned and not ballot.is_open:
        raise Refused(_("Ce vote est clos. Il ne peut plus être annulé."))
    ballot.cancel_reason = one_line(reason)
    if not ballot.cancel_reason:
        raise Refused(_("Écrivez la raison, en une phrase."))
    ballot.state, ballot.ended_at = State.CANCELLED, now()
    ballot.save(update_fields=["state", "ended_at", "cancel_reason"])
    event = events.BallotCancelled(
        council_id=ballot.council_id, ballot_id=ballot.pk, purpose=ballot.purpose
    )
    record(event, actor=actor)
    return ballot


@transaction.atomic
def remind(ballot: Ballot) -> bool:
    """Tell once, a day before the closing, those who have not voted; say whether it was now.

    A vote that lasts a day or less has no reminder: its opening was told just before.
    """
    ballot = locked(ballot)
    is_due = now() < ballot.closes_at <= now() + REMINDER
    is_short = ballot.closes_at - ballot.opens_at <= REMINDER
    if ballot.state != State.OPEN or ballot.reminded_at or not is_due or is_short:
        return False
    ballot.reminded_at = now()
    ballot.save(update_fields=["reminded_at"])
    event = events.BallotClosingSoon(council_id=ballot.council_id, ballot_id=ballot.pk)
    record(event, actor=None)
    return True
