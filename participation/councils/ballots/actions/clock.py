"""What the passing of time does to votes."""

import logging
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.councils.ballots.actions.closing import (
    REMINDER,
    cancel_ballot,
    close_ballot,
    remind,
)
from participation.councils.ballots.actions.opening import begin
from participation.councils.ballots.models import Ballot
from participation.councils.errors import Refused

log = logging.getLogger(__name__)


def tidy_ballots() -> int:
    """Open, remind and close what is due; one that fails does not hold up the others."""
    instant = now()
    soon = Ballot.objects.open_at(instant).filter(
        reminded_at=None, closes_at__lte=instant + REMINDER
    )
    return (
        _each(Ballot.objects.due_to_open(instant), _begin)
        + _each(soon.order_by("pk"), remind)
        + _each(Ballot.objects.due_to_close(instant), close_ballot)
    )


def _begin(ballot: Ballot) -> Ballot:
    """Open a planned vote; where that can no longer be, say so in its place."""
    if ballot.closes_at <= now():  # nobody was there to open it
        return cancel_ballot(ballot, reason=_("Le vote n’a pas pu s’ouvrir à temps."), actor=None)
    try:
        return begin(ballot, actor=None)
    except Refused as refusal:
        return cancel_ballot(ballot, reason=str(refusal)[:300], actor=None)


def _each(ballots: Any, do: Callable[[Ballot], Any]) -> int:
    done = 0
    for ballot in ballots.select_related("council__framework"):
        try:
            done += bool(do(ballot))
        except Exception:
            log.exception("vote left as it was", extra={"ballot": ballot.pk})
    return done
