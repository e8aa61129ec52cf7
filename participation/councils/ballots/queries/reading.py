"""What pages of votes need: the list, and one vote as one person may see it."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef

from participation.base.clock import now
from participation.councils.ballots.choices import Kind, ResultsShown, State
from participation.councils.ballots.models import Ballot, Option, Proxy, Result, Slip, Vote, Voter
from participation.councils.ballots.queries.counting import count
from participation.councils.ballots.queries.showing import Shown, shown, told
from participation.councils.ballots.querysets import BallotQuerySet
from participation.councils.ballots.rules import needed
from participation.councils.models import Membership
from participation.councils.space import Space

PER_PAGE = 20


@dataclass(frozen=True)
class Said:
    """One vote as members read it; a secret one has no name."""

    lines: list[str]
    reason: str
    name: str = ""
    by: str = ""
    versions: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Seen:
    """One vote, for one person: what they may do, and what they may know."""

    ballot: Ballot
    options: list[Option]
    voter: Voter | None
    held: list[Voter]
    proxies: list[Proxy]
    electorate: int
    turnout: int
    quorum: int
    called: list[tuple[Voter, Proxy | None]]  # each with the proxy they gave
    shown: Shown | None
    said: list[Said]

    @property
    def may_vote(self) -> bool:
        """Whether a voice is left to give or, in a vote with names, to change."""
        return self.ballot.is_open and self.voter is not None and self.voices_left

    @property
    def voices_left(self) -> bool:
        if not self.ballot.is_anonymous:
            return True
        return any(not voter.has_voted for voter in (self.voter, *self.held) if voter)

    @property
    def own_proxy(self) -> Proxy | None:
        """The proxy the person gave."""
        return next((p for p in self.proxies if self.voter and p.giver_id == self.voter.pk), None)


def ballots_of(space: Space) -> BallotQuerySet:
    """Give the votes of a space that the person may see."""
    rows: BallotQuerySet = Ballot.objects.visible_to(space.person).filter(council=space.council)
    return rows


def page_of_ballots(space: Space, number: str | None) -> Page[Ballot]:
    """Give one page of votes, the latest first; each says whether it waits for the person."""
    membership = space.standing.membership
    mine = Voter.objects.filter(
        ballot=OuterRef("pk"), membership=membership.pk if membership else 0
    )
    rows = (
        ballots_of(space)
        .select_related("result", "decision")
        .annotate(
            did_vote=Exists(mine.filter(has_voted=True)),
            is_awaited=Exists(mine.filter(has_voted=False)),
        )
    )
    page = Paginator(rows.latest_first(), PER_PAGE).get_page(number)
    for ballot in page.object_list:
        ballot.council = space.council
    return page


def seen_by(space: Space, ballot: Ballot) -> Seen:
    """Gather one vote for one person.

    Who has voted is told with the results, and for a secret vote once it is closed; who voted
    what, never for a secret one, whose slips come in an order that tells nothing.
    """
    ballot.council = space.council
    options = list(ballot.options.order_by("rank"))
    for option in options:
        option.ballot = ballot
    called = list(
        Voter.objects.filter(ballot=ballot)
        .select_related("membership")
        .order_by("membership__name", "pk")
    )
    proxies = list(Proxy.objects.filter(ballot=ballot).order_by("pk"))
    voter = voter_of(called, space)
    by_id = {one.pk: one for one in called}
    for proxy in proxies:
        proxy.giver, proxy.holder = by_id[proxy.giver_id], by_id[proxy.holder_id]
    given = {proxy.giver_id: proxy for proxy in proxies}
    is_shown = may_see_results(ballot, voter)
    result = _result(ballot) if is_shown else None
    view = shown(ballot, result, options) if result else None
    turnout = sum(one.has_voted for one in called)
    return Seen(
        ballot=ballot,
        options=options,
        voter=voter,
        held=[p.giver for p in proxies if voter and p.holder_id == voter.pk],
        proxies=proxies,
        electorate=len(called),
        turnout=turnout,
        quorum=needed(ballot.quorum_percent, len(called)),
        called=[(one, given.get(one.pk)) for one in called],
        shown=view,
        said=_said(ballot, options, by_id) if view and view.blocks else [],
    )


def voter_of(called: list[Voter], space: Space) -> Voter | None:
    """Give the person's own line among those called to vote."""
    member = space.standing.membership
    return next((one for one in called if member and one.membership_id == member.pk), None)


def may_see_results(ballot: Ballot, voter: Voter | None) -> bool:
    """Say whether the person may know how the vote goes; of a secret one, never before its end."""
    if ballot.state != State.OPEN:
        return ballot.is_over
    if ballot.is_anonymous or ballot.results_shown == ResultsShown.WHEN_CLOSED:
        return False
    if ballot.results_shown == ResultsShown.ALWAYS:
        return True
    return voter is not None and voter.has_voted


def _result(ballot: Ballot) -> Result:
    return ballot.result if ballot.is_over else count(ballot)


def _said(ballot: Ballot, options: list[Option], voters: dict[int, Voter]) -> list[Said]:
    kind = Kind(ballot.kind)
    if ballot.is_anonymous:  # words alone: beside a choice, they would betray more
        slips = Slip.objects.filter(ballot=ballot).exclude(reason="").order_by("pk")
        return [Said([], slip.reason) for slip in slips]
    votes = Vote.objects.filter(ballot=ballot).prefetch_related("versions")
    return [
        Said(
            told(vote.choices, kind, options),
            vote.reason,
            name=voters[vote.voter_id].name,
            by=voters[vote.by_id].name if vote.by_id else "",
            versions=[told(version.choices, kind, options) for version in vote.versions.all()],
        )
        for vote in sorted(votes.order_by("pk"), key=lambda vote: voters[vote.voter_id].name)
    ]


def waiting_ballots(space: Space) -> list[Ballot]:
    """Give the open votes in which the person has a voice left, the first to close first."""
    membership = space.standing.membership
    if membership is None:
        return []
    rows = ballots_of(space).open_at(now()).waiting_for(membership)
    found = list(rows.order_by("closes_at", "pk"))
    for ballot in found:
        ballot.council = space.council
    return found


def holders_for(ballot: Ballot, giver: Voter | None) -> Any:
    """Give those who may receive a proxy: they sit, have an account, and have a place left."""
    running = Membership.objects.inside().order_by()
    rows = Voter.objects.filter(ballot=ballot, membership__in=running, proxy=None)
    rows = rows.exclude(pk=giver.pk) if giver else rows
    rows = rows.annotate(held_count=Count("held")).filter(held_count__lt=ballot.most_proxies)
    return rows.select_related("membership").order_by("membership__name", "pk")


def givers_on_paper(ballot: Ballot) -> Any:
    """Give those who sit without an account and have not voted: they sign on paper."""
    running = Membership.objects.running().unsuspended().filter(account=None).order_by()
    rows = Voter.objects.filter(ballot=ballot, membership__in=running, has_voted=False)
    return rows.select_related("membership").order_by("membership__name", "pk")
