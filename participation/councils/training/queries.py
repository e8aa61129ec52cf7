"""Who goes first, and where somebody stands: the published rule, in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from participation.councils.models import Membership
from participation.councils.training.choices import STILL_IN, EnrolmentState
from participation.councils.training.models import Enrolment, TrainingSession


def order(enrolments: Iterable[Enrolment], times_before: dict[int | None, int]) -> list[Enrolment]:
    """Put requests in the order in which they get places.

    First those who never attended a training, then those who attended fewer, then in the order of
    the requests. The rule is printed beside each session, as the French code of relations between
    the public and the administration asks of such programs (CRPA, art. L. 311-3-1).
    """
    return sorted(
        enrolments,
        key=lambda one: (times_before.get(one.account_id, 0), one.asked_at, one.pk),
    )


def times_trained(session: TrainingSession) -> dict[int | None, int]:
    """Count, for each person who asked, the trainings they attended before this session."""
    asked = session.enrolments.exclude(account=None).order_by().values("account")
    rows = Enrolment.objects.attended().filter(
        account__in=asked, session__ends_at__lt=session.starts_at
    )
    counts = rows.order_by().values("account").annotate(number=Count("pk"))
    return {row["account"]: row["number"] for row in counts}


@dataclass(frozen=True)
class Standing:
    """Where one person stands in one session."""

    enrolment: Enrolment
    rank: int  # among all, from 1; provisional until places are given
    ahead: int  # people before them on the waiting list
    is_final: bool

    @property
    def is_waiting(self) -> bool:
        return self.enrolment.state == EnrolmentState.WAITING

    @property
    def has_place(self) -> bool:
        return self.enrolment.state == EnrolmentState.PLACED


def standing_of(session: TrainingSession, account: Any) -> Standing | None:
    """Say where a person stands, or nothing if they did not ask."""
    if not account.is_authenticated:
        return None
    mine = session.enrolments.filter(account=account.pk).first()
    if mine is None or mine.state == EnrolmentState.CANCELLED:
        return None
    if mine.rank is None:
        asked = session.enrolments.filter(state=EnrolmentState.ASKED)
        line = [one.pk for one in order(asked, times_trained(session))]
        rank = line.index(mine.pk) + 1
        return Standing(mine, rank, max(0, rank - 1 - session.seats), is_final=False)
    ahead = session.enrolments.filter(state=EnrolmentState.WAITING, rank__lt=mine.rank).count()
    return Standing(mine, mine.rank or 0, ahead, is_final=True)


@dataclass(frozen=True)
class Numbers:
    """How many asked, have a place, wait."""

    asked: int
    placed: int
    waiting: int


def numbers_of(session: TrainingSession) -> Numbers:
    rows = session.enrolments.order_by().values("state").annotate(number=Count("pk"))
    counts = {row["state"]: row["number"] for row in rows}
    still_in = sum(counts.get(state, 0) for state in STILL_IN)
    return Numbers(
        still_in, counts.get(EnrolmentState.PLACED, 0), counts.get(EnrolmentState.WAITING, 0)
    )


def memberships_of(account: Any) -> list[Membership]:
    """Give the mandates under which a person may ask to attend."""
    if not account.is_authenticated:
        return []
    rows = Membership.objects.running().filter(account=account.pk)
    return list(rows.select_related("council").order_by("council__search_name", "pk"))
