"""Where a referral stands: its words as they were adopted, its delays, its silence."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from participation.accounts.models import PublicBody
from participation.councils.ballots.queries.binding import Bound, bound
from participation.councils.models import Council
from participation.councils.referrals.choices import BY_ADDRESSEE, RANK, Awaited, Basis, State
from participation.councils.referrals.models import (
    Attachment,
    BodyDelay,
    Delay,
    Follower,
    MeetingVote,
    Referral,
    Step,
)
from participation.notifications.models import Letter

SENT_LETTER = "referral_sent"
STARTS = {State.SENT, State.REDIRECTED}
ANSWERED = RANK[State.DIAGNOSIS]


def words_of(referral: Referral) -> dict[str, Any]:
    """Give what the council adopts, and nothing else: what the hash covers.

    `attachments` is there only where there are some: their names and the SHA-256 of each.
    """
    words: dict[str, Any] = {
        "kind": referral.kind,
        "addressee": referral.addressee_name,
        "title": referral.title,
        "difficulties": referral.difficulties,
        "requests": referral.requests,
        "evidence": referral.evidence,
    }
    files = files_of(referral)
    if files:
        words["attachments"] = [{"name": file.name, "sha256": file.sha256} for file in files]
    return words


def files_of(referral: Referral) -> list[Attachment]:
    """Give the files of the text itself, those of its steps aside."""
    return [file for file in referral.attachments.all() if file.step_id is None]


def fingerprint(referral: Referral) -> str:
    """Give the SHA-256 of the words, as JSON with sorted keys and no blanks (UTF-8)."""
    told = json.dumps(words_of(referral), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Due:
    """One delay as it stands today; `met_by` is empty as long as the step is awaited."""

    delay: Delay
    on: date
    met_by: Step | None
    days_late: int

    @property
    def is_overdue(self) -> bool:
        return self.met_by is None and self.days_late > 0

    @property
    def is_moot(self) -> bool:
        """Whether nothing is awaited any more, though it was not done."""
        if self.met_by is None:
            return False
        state = State(self.met_by.state)
        is_refused = state == State.NO_ACTION and RANK[State(self.delay.awaited)] > ANSWERED
        return state == State.CLOSED or is_refused


@dataclass(frozen=True)
class Progress:
    """Where a sent referral stands on one day; nothing of it is stored.

    `started_on` is the day from which delays count: the sending, or the last transfer.
    """

    steps: list[Step]
    since: list[Step]  # the steps after that day began
    started_on: date | None
    dues: list[Due]
    silent_days: int | None  # since the sending, while the addressee has said nothing
    answered_in: int | None  # days from the sending to the first thing the addressee said

    @property
    def days_late(self) -> int:
        """By how many days the most overdue of what is awaited is late today."""
        return max((due.days_late for due in self.dues if due.is_overdue), default=0)

    def met_by(self, awaited: str) -> Step | None:
        """Give the step that did what is awaited, or went past it."""
        rank = RANK[State(awaited)]
        return next((s for s in self.since if RANK.get(State(s.state), 0) >= rank), None)

    def own_due(self, awaited: str) -> Due | None:
        """Give what the holder itself promised for a step."""
        own = (due for due in self.dues if due.delay.basis == Basis.OF_BODY)
        return next((due for due in own if due.delay.awaited == awaited), None)

    def due_on(self, days: int) -> date:
        """Give the last day of a delay of so many days. Raises ValueError before the sending."""
        if self.started_on is None:
            raise ValueError("delays count from the sending")
        return self.started_on + timedelta(days=days)


def progress_of(referral: Referral) -> Progress:
    """Tell where a referral stands today, on its council's calendar.

    Days count from the sending, or from the last transfer to another authority, which begins
    anew and is bound by none of the former one's promises. A day is late once it is over: due on
    the 16th, late by one day on the 17th.
    """
    steps, today = list(referral.steps.all()), referral.council.today
    starts = [step for step in steps if step.state in STARTS]
    if not starts:
        return Progress(steps, [], None, [], None, None)
    said = [step for step in steps if step.state in BY_ADDRESSEE]
    ended = any(step.state == State.CLOSED for step in steps)
    progress = Progress(
        steps=steps,
        since=[step for step in steps if step.number > starts[-1].number],
        started_on=starts[-1].on,
        dues=[],
        silent_days=None if said or ended else (today - starts[0].on).days,
        answered_in=(said[0].on - starts[0].on).days if said else None,
    )
    binding = [row for row in referral.delays.all() if row.of_name in {"", referral.holder_name}]
    return replace(progress, dues=[_due(delay, progress, today) for delay in binding])


def _due(delay: Delay, progress: Progress, today: date) -> Due:
    met, on = progress.met_by(delay.awaited), progress.due_on(delay.days)
    return Due(delay, on, met, max(((met.on if met else today) - on).days, 0))


def current_delays(body: PublicBody) -> dict[str, BodyDelay]:
    """Give the delay that an organism promises now for each step, by what is awaited."""
    rows = BodyDelay.objects.filter(body=body).order_by("set_at", "pk")
    return {row.awaited: row for row in rows}


@dataclass(frozen=True)
class HeldVote:
    """One vote of the council on a wording: noted from a meeting, or held online."""

    at: datetime
    edition: int
    meeting: MeetingVote | None = None
    online: Bound | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.online is not None and self.online.ballot.is_cancelled

    @property
    def has_quorum(self) -> bool:
        if self.meeting is not None:
            return self.meeting.has_quorum
        result = self.online.result if self.online else None
        return result is not None and result.has_quorum


def votes_on(referral: Referral) -> list[HeldVote]:
    """Give each vote on a referral, the last one first; figures only once they are counted."""
    meetings = [
        HeldVote(vote.recorded_at, vote.edition, meeting=vote) for vote in referral.votes.all()
    ]
    online = []
    for vote in referral.online_votes.select_related("ballot__result"):
        vote.ballot.council = referral.council
        online.append(HeldVote(vote.opened_at, vote.edition, online=bound(vote.ballot)))
    return sorted([*meetings, *online], key=lambda vote: vote.at, reverse=True)


@dataclass(frozen=True)
class Announced:
    """What an organism promises for one step, since when, and what it promised before."""

    awaited: str
    days: int
    since: datetime
    formers: list[BodyDelay]


def announced_by(body: PublicBody) -> list[Announced]:
    """Give the delays of an organism in the order of the steps, each with those before."""
    said: dict[str, list[BodyDelay]] = {}
    for row in BodyDelay.objects.filter(body=body).order_by("-set_at", "-pk"):
        said.setdefault(row.awaited, []).append(row)
    return [
        Announced(rows[0].get_awaited_display(), rows[0].days, rows[0].set_at, rows[1:])
        for awaited in Awaited.values
        if (rows := said.get(awaited))
    ]


def offices_of(person: Any) -> set[int]:
    """Give the ids of the organisms for which a person acts; an administrator acts for none."""
    rows = PublicBody.objects.filter(officers__account=person.pk).order_by()
    return set(rows.values_list("pk", flat=True))


def follows(referral: Referral, person: Any) -> bool:
    """Say whether an account is told of the steps: it asked to, or it is inside the council."""
    row = Follower.objects.filter(referral=referral, account=person.pk).first()
    if row is not None and (row.stopped_at is not None or not row.is_by_default):
        return row.stopped_at is None
    return Council.objects.entered_by(person).filter(pk=referral.council_id).exists()


def told(referrals: Iterable[Referral]) -> list[tuple[Referral, Progress]]:
    """Give each referral with where it stands."""
    return [(referral, progress_of(referral)) for referral in referrals]


def letter_of(referral: Referral) -> Letter | None:
    """Give the letter by which the referral was sent, if it was by e-mail: when it left is proof.

    The right to look at it is that of the referral.
    """
    subject = f"referral:{referral.pk}"
    return Letter.objects.filter(kind=SENT_LETTER, entry__subject=subject).first()
