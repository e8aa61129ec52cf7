"""Meetings in tests, made by the actions of the site."""

from datetime import datetime, timedelta
from typing import Any

from participation.base.clock import living_at, now
from participation.councils.meetings import actions
from participation.councils.meetings.models import Meeting, MinutesVersion
from participation.councils.models import Council


def make_draft(council: Council, *, starts_at: datetime | None = None, **fields: Any) -> Meeting:
    """Prepare a meeting of two hours, in ten days."""
    starts_at = starts_at or now() + timedelta(days=10)
    fields.setdefault("title", "Réunion de rentrée")
    fields.setdefault("place", "Maison de quartier")
    fields.setdefault("ends_at", starts_at + timedelta(hours=2))
    return actions.plan_meeting(council, starts_at=starts_at, actor=None, **fields)


def make_meeting(council: Council, **fields: Any) -> Meeting:
    """Announce a meeting with one thing on its agenda."""
    meeting = make_draft(council, **fields)
    actions.propose_item(meeting, title="Le jardin partagé", is_accepted=True, actor=None)
    return actions.announce_meeting(meeting, actor=None)


def make_held(council: Council, *, days_ago: int = 3, **fields: Any) -> Meeting:
    """Announce a meeting as if two weeks before, and let its day pass."""
    starts_at = now() - timedelta(days=days_ago)
    with living_at(starts_at - timedelta(days=14)):
        return make_meeting(council, starts_at=starts_at, **fields)


def make_minutes(
    council: Council, text: str = "On a parlé du jardin.", **fields: Any
) -> MinutesVersion:
    """Write the minutes of a meeting that was held."""
    return actions.write_minutes(make_held(council, **fields), text=text, after=0, actor=None)


def make_published(council: Council, text: str = "On a parlé du jardin.") -> MinutesVersion:
    """Publish the minutes of a public meeting, approved in the next one."""
    version = make_minutes(council, text, days_ago=20, is_public=True)
    later = make_held(council, title="Réunion suivante")
    actions.approve_minutes(version, in_meeting=later, actor=None)
    return actions.publish_minutes(version, actor=None)
