"""One of everything that votes and decisions hold."""

from datetime import timedelta

from participation.base.clock import now
from participation.councils.ballots import actions
from participation.councils.ballots.choices import Kind
from participation.councils.ballots.models import Origin
from participation.councils.models import Membership
from tests.factories import make_member
from tests.participation.councils.ballots.making import (
    YES,
    close,
    make_ballot,
    make_closed,
    make_decision,
    make_voters,
    voter_of,
)
from tests.participation.councils.samples import Sample, Seed

PUBLISHED = "a decision is public when the coordination publishes it"
CODED = "keys of the answers and figures: no word of anybody"


def sample(seed: Seed) -> Sample:
    council, member = seed.council, seed.member
    friend, other, *_rest = make_voters(council, 6)
    paper = make_member(council, name="Marthe")
    Membership.objects.filter(pk=paper.pk).update(account=None)
    ballot = make_ballot(
        council,
        title=seed.word(),
        context=seed.word(),
        kind=Kind.CHOOSE,
        options=[seed.word(), seed.word()],
        actor=seed.coordinator,
    )
    make_ballot(council, purpose=seed.word(), about_url=f"/{seed.word()}/", actor=seed.coordinator)
    giver = voter_of(ballot, friend)
    actions.give_proxy(ballot, giver=giver, holder=voter_of(ballot, member), actor=friend)
    actions.cast(ballot, {"1": 1}, actor=other, reason=seed.word())
    actions.cast(ballot, {"2": 1}, actor=other, reason=seed.word())
    fresh = make_ballot(council, kind=Kind.CONSENT, meanings={"agree": seed.word()})
    actions.cancel_ballot(make_ballot(council), reason=seed.word(), actor=seed.coordinator)
    secret = make_ballot(council, is_anonymous=True)
    actions.cast(secret, YES, actor=other, reason=seed.word())
    counted = make_closed(
        council,
        [(person, YES) for person in (friend, other, member, seed.coordinator, *_rest)],
        closes_at=now() + timedelta(days=1),
    )
    close(secret)
    decision = make_decision(
        council,
        title=seed.word(),
        text=seed.word(),
        meeting=seed.word(),
        origin=Origin(source=seed.word(), part=seed.word(), url=f"/{seed.word()}/"),
        actor=seed.coordinator,
    )
    gone = make_decision(council, title=seed.word())
    actions.withdraw_decision(gone, reason=seed.word(), actor=seed.coordinator)
    public = make_decision(council, title="Le jardin reste ouvert.", text="Toute l’année.")
    actions.publish_decision(public, actor=seed.coordinator)
    here = {"ballot_id": ballot.pk}
    at = {"year": decision.year, "number": decision.number}
    return Sample(
        addresses={
            **{f"ballots:{name}": here for name in OPEN},
            "ballots:vote_for": {**here, "giver_id": giver.pk},
            "ballots:reword": {"ballot_id": fresh.pk},
            "ballots:decide": {"ballot_id": counted.pk},
            "ballots:open": {"kind": "yes_no"},
            **{f"ballots:{name}": at for name in DECISION},
            "ballots:public_decision": {"year": public.year, "number": public.number},
        },
        finer={"ballots:vote_for": "who holds the proxy, while the vote is open"},
        public_routes={
            "ballots:public_decisions": PUBLISHED,
            "ballots:public_decision": PUBLISHED,
        },
        public_fields={
            "ballots.Option.key": CODED,
            "ballots.Vote.choices": CODED,
            "ballots.VoteVersion.choices": CODED,
            "ballots.Slip.choices": CODED,
            "ballots.Result.winners": CODED,
            "ballots.Result.figures": CODED,
        },
    )


OPEN = ("ballot", "vote", "proxy", "take_back", "paper_proxy", "cancel", "close")
DECISION = ("decision", "publish", "unpublish", "withdraw", "review")
