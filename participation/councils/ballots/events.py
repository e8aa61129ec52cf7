"""What happens to votes and decisions; of a secret vote, never who voted."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class BallotEvent(Event):
    subject = "ballot_id"
    council_id: int
    ballot_id: int


@dataclass(frozen=True, kw_only=True)
class BallotPlanned(BallotEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class BallotOpened(BallotEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class BallotReworded(BallotEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ProxyGiven(BallotEvent):
    proxy_id: int


@dataclass(frozen=True, kw_only=True)
class ProxyTakenBack(BallotEvent):
    giver_id: int


@dataclass(frozen=True, kw_only=True)
class VoteCast(BallotEvent):
    """A vote with a name says whose; a secret one says only that the box holds one more slip."""

    voter_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class BallotClosingSoon(BallotEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class BallotClosed(BallotEvent):
    """`purpose` is what the vote was opened for (`referral:12`), for those who wait for it."""

    purpose: str
    is_adopted: bool


@dataclass(frozen=True, kw_only=True)
class BallotCancelled(BallotEvent):
    purpose: str


def waited_for(event: "BallotClosed | BallotCancelled", what: str) -> int | None:
    """Give the id in a purpose, `referral:12`, when it is of this sort; nothing otherwise."""
    sort, _colon, number = event.purpose.partition(":")
    return int(number) if sort == what and number.isdecimal() else None


@dataclass(frozen=True, kw_only=True)
class DecisionEvent(Event):
    subject = "decision_id"
    council_id: int
    decision_id: int


@dataclass(frozen=True, kw_only=True)
class DecisionRecorded(DecisionEvent):
    ballot_id: int | None = None
    supersedes_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionPublished(DecisionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DecisionUnpublished(DecisionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DecisionReviewed(DecisionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DecisionWithdrawn(DecisionEvent):
    pass
