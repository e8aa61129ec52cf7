"""A vote that something waits for: asked without its words, told with its figures."""

from datetime import timedelta

import pytest

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.ballots import actions
from participation.councils.ballots.choices import Kind
from participation.councils.ballots.events import BallotCancelled, waited_for
from participation.councils.ballots.forms.binding import BoundForm
from participation.councils.ballots.queries.binding import bound, votes_for
from participation.councils.models import Council
from tests.participation.councils.ballots.making import (
    YES,
    make_ballot,
    make_closed,
    make_voters,
)


@pytest.mark.parametrize(
    ("purpose", "found"),
    [("minutes:4", 4), ("minutes:", None), ("minutes:x", None), ("referral:4", None), ("", None)],
)
def test_a_purpose_names_what_waits(purpose: str, found: int | None) -> None:
    event = BallotCancelled(council_id=1, ballot_id=2, purpose=purpose)
    assert waited_for(event, "minutes") == found


@pytest.mark.parametrize("kind", [Kind.CONSENT, Kind.YES_NO])
def test_rules_are_chosen_and_words_are_not(council: Council, kind: Kind) -> None:
    form = BoundForm(kind=kind, council=council)
    assert not {"title", "context", "meaning_agree"} & set(form.fields)
    assert [field.name for field in form.word_fields] == [
        "closes_on",
        "closes_hour",
        "is_anonymous",
    ]
    said = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    said["closes_on"] = (now() + timedelta(days=7)).date().isoformat()
    filled = BoundForm(said, kind=kind, council=council)
    assert filled.is_valid(), filled.errors
    ballot = actions.open_ballot(
        council, actor=None, title="Approuve-t-on ?", purpose="minutes:4", **filled.given()
    )
    assert (ballot.kind, ballot.title, ballot.is_open) == (kind, "Approuve-t-on ?", True)


def test_figures_come_with_the_count(council: Council, councillor: Account) -> None:
    running = make_ballot(council, purpose="minutes:5")
    assert (bound(running).result, bound(running).figures) == (None, [])
    closed = make_closed(council, [(councillor, YES)], purpose="minutes:4")
    told = bound(closed)
    assert told.shown is not None and told.shown.sentence == "La proposition est adoptée."
    assert told.figures == [("Oui", 1), ("Non", 0), ("Je m’abstiens", 0)]


def test_secrecy_keeps_figures_too_small(council: Council, councillor: Account) -> None:
    make_voters(council, 4)
    closed = make_closed(council, [(councillor, YES)], is_anonymous=True, purpose="minutes:4")
    assert bound(closed).figures == []


def test_votes_for_one_purpose_come_latest_first(council: Council, councillor: Account) -> None:
    first = make_closed(council, purpose="minutes:4", opens_at=None)
    make_ballot(council, purpose="minutes:5")
    second = make_ballot(council, purpose="minutes:4")
    assert votes_for(council, "minutes:4") == [second, first]
