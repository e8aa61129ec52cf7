"""A vote of the council adopts a referral, if it binds; its words are frozen from then on."""

from datetime import timedelta
from typing import Any

import pytest

from participation.accounts.models import Account
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Means, State
from participation.councils.referrals.models import Referral
from participation.councils.referrals.queries import fingerprint
from tests.participation.councils.referrals.making import make_adopted, make_referral, vote


@pytest.fixture
def referral(council: Council, councillor: Account, coordinator: Account) -> Referral:
    return make_referral(council, councillor)


def state_of(referral: Referral) -> str:
    referral.refresh_from_db()
    return str(referral.state)


def test_a_vote_that_passes_adopts_and_freezes_the_words(referral: Referral) -> None:
    vote(referral, yes=2)
    assert state_of(referral) == State.ADOPTED
    assert referral.sha256 == fingerprint(referral)
    with pytest.raises(Refused):
        actions.edit_draft(referral, actor=None, requests="Autre chose")
    with pytest.raises(Refused):
        vote(referral)


@pytest.mark.parametrize("said", [{"yes": 1, "no": 1}, {"yes": 0}, {"absent": 2}])
def test_a_vote_that_fails_or_has_no_quorum_leaves_a_draft(
    referral: Referral, said: dict[str, int]
) -> None:
    vote(referral, **said)
    assert state_of(referral) == State.DRAFTED
    assert not referral.sha256 and not referral.steps.exists()
    actions.edit_draft(referral, actor=None, requests="Une autre demande")
    vote(referral)
    assert state_of(referral) == State.ADOPTED
    assert [one.is_adopted for one in referral.votes.all()] == [False, True]


@pytest.mark.parametrize(("percent", "present", "is_enough"), [(50, 1, 0), (50, 2, 1), (51, 2, 1)])
def test_the_quorum_is_a_share_of_those_who_sat_that_day(
    referral: Referral, former_member: Account, percent: int, present: int, is_enough: int
) -> None:
    """Three sat on that day, one of whom has left since; half of three is two."""
    type(referral.council.framework).objects.update(quorum_percent=percent)
    day = referral.council.today - timedelta(days=9)
    figures = {"present": present, "yes": present, "no": 0, "abstained": 0}
    noted = actions.note_vote(referral, on=day, reference="Mars", actor=None, **figures)
    assert (noted.called, noted.quorum, noted.has_quorum) == (3, 2, bool(is_enough))


@pytest.mark.parametrize(
    "wrong",
    [{"present": 3}, {"no": 1}, {"reference": " "}, {"on": "tomorrow"}, {"edition": 2}],
)
def test_figures_that_do_not_add_up_are_refused(referral: Referral, wrong: dict[str, Any]) -> None:
    today = referral.council.today
    right: dict[str, Any] = {
        "on": today,
        "present": 2,
        "yes": 2,
        "no": 0,
        "abstained": 0,
        "reference": "Mars",
    }
    said = {**right, "edition": 1, **wrong}
    if "on" in wrong:
        said["on"] = today + timedelta(days=1)
    with pytest.raises(Refused):
        actions.note_vote(referral, actor=None, **said)
    assert not referral.votes.exists()
    assert actions.note_vote(referral, actor=None, **right).is_adopted


def test_what_was_read_before_another_s_change_does_not_overwrite_it(referral: Referral) -> None:
    actions.edit_draft(referral, actor=None, edition=1, requests="Le premier")
    with pytest.raises(Refused):
        actions.edit_draft(referral, actor=None, edition=1, requests="Le second")
    assert Referral.objects.get().requests == "Le premier"


def test_a_form_sent_twice_makes_one_draft(council: Council, referral: Referral) -> None:
    fields = {"title": "Autre", "addressee_name": "Mairie"}
    again = actions.draft_referral(council, actor=None, key=referral.key, **fields)
    assert (again, again.title) == (referral, referral.title)


def test_nothing_leaves_before_the_adoption_twice_or_without_a_proof(referral: Referral) -> None:
    def send(**fields: object) -> None:
        said = {"means": Means.POST, "on": referral.council.today, "reference": "RK 1", **fields}
        actions.send_referral(referral, actor=None, **said)  # type: ignore[arg-type]

    with pytest.raises(Refused):
        send()
    referral = make_adopted(referral.council, addressee_email="")
    for wrong in ({"reference": " "}, {"means": Means.EMAIL}):
        with pytest.raises(Refused):
            send(**wrong)
    send()
    with pytest.raises(Refused):
        send()
    assert [step.state for step in referral.steps.all()] == [State.ADOPTED, State.SENT]


def test_words_changed_behind_the_council_s_back_do_not_leave(council: Council) -> None:
    referral = make_adopted(council)
    Referral.objects.filter(pk=referral.pk).update(requests="Autre chose")
    with pytest.raises(Refused):
        actions.send_referral(referral, actor=None, means=Means.EMAIL)
