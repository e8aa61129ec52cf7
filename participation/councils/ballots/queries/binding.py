"""A vote that something waits for, as the page of that thing shows it."""

from dataclasses import dataclass

from participation.councils.ballots.models import Ballot, Result
from participation.councils.ballots.queries.showing import Shown, shown
from participation.councils.models import Council


@dataclass(frozen=True)
class Bound:
    """One vote and, once it is counted, what it decided and in which figures."""

    ballot: Ballot
    shown: Shown | None

    @property
    def result(self) -> Result | None:
        return self.shown.result if self.shown else None

    @property
    def figures(self) -> list[tuple[str, int]]:
        """Each answer with its votes; nothing where secrecy forbids them."""
        return self.shown.blocks[0].bars if self.shown and self.shown.blocks else []


def bound(ballot: Ballot) -> Bound:
    """Put one vote in words; figures are told of a counted vote alone."""
    if not ballot.is_over:
        return Bound(ballot, None)
    options = list(ballot.options.order_by("rank"))
    for option in options:
        option.ballot = ballot
    return Bound(ballot, shown(ballot, ballot.result, options))


def votes_for(council: Council, purpose: str) -> list[Ballot]:
    """Give the votes opened for a purpose, the latest first, each with its result."""
    rows = Ballot.objects.filter(council=council, purpose=purpose).select_related("result")
    found = list(rows.latest_first())
    for ballot in found:
        ballot.council = council
    return found
