"""Referrals that exist in tests, made by the actions that make them on the site."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from participation.base.clock import living_at, now
from participation.base.uploads import CleanFile, cleaned
from participation.councils.ballots import choices as ballots
from participation.councils.documents.choices import ADMITTED
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.actions.adopting import mandates_on
from participation.councils.referrals.choices import NEEDED, Kind, Means, Outcome, State
from participation.councils.referrals.models import MeetingVote, Referral, Step

_numbers = count(1)
PARIS = ZoneInfo("Europe/Paris")


def at(day: date, hour: int) -> datetime:
    """Give an hour of a day in Paris, or this instant if it is not so late yet."""
    return min(datetime(day.year, day.month, day.day, hour, tzinfo=PARIS), now())


def make_referral(council: Council, actor: Any = None, **fields: Any) -> Referral:
    defaults = {
        "kind": Kind.TO_PREFECT,
        "title": f"Les ascenseurs en panne n° {next(_numbers)}",
        "difficulties": "Trois ascenseurs sont en panne depuis mars.",
        "requests": "Une réparation avant l'hiver.",
        "addressee_name": "Préfète de l'Isère",
        "addressee_email": "saisines@prefecture.example.org",
    }
    return actions.draft_referral(council, actor=actor, **{**defaults, **fields})


def vote(
    referral: Referral, *, yes: int | None = None, no: int = 0, absent: int = 0
) -> MeetingVote:
    """Note a vote held today: by default everybody who sits is there and says yes."""
    today = referral.council.today
    present = mandates_on(referral.council, today) - absent
    return actions.note_vote(
        referral,
        on=today,
        present=present,
        yes=present if yes is None else yes,
        no=no,
        abstained=0,
        reference="Réunion de mars",
        actor=None,
    )


def make_voting(council: Council, **fields: Any) -> Referral:
    """Put a referral to a vote of a week."""
    referral = make_referral(council, **fields)
    closes_at = now() + timedelta(days=7)
    actions.open_vote(referral, actor=None, kind=ballots.Kind.YES_NO, closes_at=closes_at)
    referral.refresh_from_db()
    return referral


def make_upload(name: str = "releves.txt", text: str = "Quatre pannes en mars.\n") -> CleanFile:
    """Give a small text file, checked as the forms check it."""
    return cleaned(SimpleUploadedFile(name, text.encode(), "text/plain"), ADMITTED)


def make_adopted(council: Council, on: date | None = None, **fields: Any) -> Referral:
    """Adopt a referral by a vote of everybody on a day (today by default)."""
    with living_at(at(on or council.today, 12)):
        referral = make_referral(council, **fields)
        vote(referral)
    referral.refresh_from_db()
    return referral


def make_sent(council: Council, on: date | None = None, **fields: Any) -> Referral:
    """Send a referral by post on a day (today by default)."""
    day = on or council.today
    referral = make_adopted(council, day, **fields)
    with living_at(at(day, 13)):
        actions.send_referral(
            referral, actor=None, means=Means.POST, on=day, reference="RK 123 456 789"
        )
    referral.refresh_from_db()
    return referral


def complete(state: State, **fields: Any) -> dict[str, Any]:
    """Give the least that a step of this state must say."""
    said: dict[str, Any] = dict.fromkeys(NEEDED.get(state, {}), "Des mots")
    if "scheduled_on" in said:
        said["scheduled_on"] = date(2030, 1, 1)
    if "outcome" in said:
        said["outcome"] = Outcome.PARTLY
    return {**said, **fields}


def make_step(referral: Referral, state: State, on: date | None = None, **fields: Any) -> Step:
    step = actions.record_step(
        referral,
        state,
        on=on or referral.council.today,
        actor=fields.pop("actor", None),
        **complete(state, **fields),
    )
    referral.refresh_from_db()
    return step
