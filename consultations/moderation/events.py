"""What happens in moderation, besides contributions held, hidden and restored."""

from dataclasses import dataclass

from consultations.events import ContributionEvent


class ContributionReported(ContributionEvent):
    pass


class ReportsDismissed(ContributionEvent):
    """A moderator read what was reported, and leaves it in place."""


@dataclass(frozen=True, kw_only=True)
class AuthorWarned(ContributionEvent):
    """A moderator reminds who wrote this of the charter; the words stay."""

    decision_id: int


@dataclass(frozen=True, kw_only=True)
class AuthorKeptAway(ContributionEvent):
    """Who wrote this may not write in the same step for a time."""

    decision_id: int


@dataclass(frozen=True, kw_only=True)
class ContributionAppealed(ContributionEvent):
    appeal_id: int


@dataclass(frozen=True, kw_only=True)
class ContributionAppealDecided(ContributionEvent):
    appeal_id: int
    is_granted: bool
