"""Trainings in tests, made by the actions of the site."""

from datetime import timedelta
from itertools import count
from typing import Any

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.models import Council
from participation.councils.training import actions
from participation.councils.training.models import Enrolment, Programme, TrainingSession
from tests.factories import make_account, make_council, make_member

_numbers = count(1)


def make_programme(**fields: Any) -> Programme:
    defaults = {
        "title": f"Prendre la parole n° {next(_numbers)}",
        "aims": "Oser parler devant une assemblée.",
        "organiser": "Fédération des centres sociaux",
        "funded_by": "l'État",
        "modules": [("La voix", 3), ("Les arguments", 4)],
    }
    return actions.write_programme(actor=None, **{**defaults, **fields})


def make_session(seats: int = 2, **fields: Any) -> TrainingSession:
    """Plan a session in three weeks, whose enrolment opened yesterday and closes in a week."""
    instant = now()
    defaults = {
        "starts_at": instant + timedelta(days=21),
        "ends_at": instant + timedelta(days=24),
        "enrols_from": instant - timedelta(days=1),
        "enrols_until": instant + timedelta(days=7),
        "schedule": "Du mardi au vendredi",
        "place": "Aubervilliers",
        "seats": seats,
    }
    programme = fields.pop("programme", None) or make_programme()
    return actions.plan_session(programme, actor=None, **{**defaults, **fields})


def ask(
    session: TrainingSession, account: Account | None = None, council: Council | None = None
) -> Enrolment:
    """Let a member of a council ask to attend."""
    account = account or make_account()
    membership = account.memberships.first() or make_member(council or make_council(), account)
    return actions.enrol(session, membership, actor=account)


def settled(session: TrainingSession) -> TrainingSession:
    """Give the places as the clock does when enrolment closes."""
    with living_at(session.enrols_until):
        return actions.settle(session)


def trained(account: Account, times: int = 1) -> Account:
    """Let somebody have attended trainings in the past."""
    for number in range(times):
        start = now() - timedelta(days=100 + 30 * number)
        with living_at(start):
            session = make_session()
            ask(session, account)
            settled(session)
        with living_at(session.ends_at):
            mine = session.enrolments.values_list("pk", flat=True)
            actions.take_attendance(session, set(mine), actor=None)
    return account
