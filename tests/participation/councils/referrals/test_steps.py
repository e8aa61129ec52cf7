"""The whole table of steps: what may follow what, by whom, on which day, once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from participation.accounts.models import Account
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.choices import BY_ADDRESSEE, BY_HAND, NEXT, Side, State
from participation.councils.referrals.models import Referral, Step
from tests.participation.councils.referrals.making import (
    complete,
    make_adopted,
    make_referral,
    make_sent,
    make_step,
    make_voting,
)

S = State
WAYS = {  # how a sent referral comes to each state
    S.SENT: (),
    S.REDIRECTED: (S.REDIRECTED,),
    S.ACKNOWLEDGED: (S.ACKNOWLEDGED,),
    S.TRANSMITTED: (S.ACKNOWLEDGED, S.TRANSMITTED),
    S.DIAGNOSIS: (S.TRANSMITTED, S.DIAGNOSIS),
    S.NO_ACTION: (S.NO_ACTION,),
    S.ON_AGENDA: (S.DIAGNOSIS, S.ON_AGENDA),
    S.DEBATED: (S.DIAGNOSIS, S.ON_AGENDA, S.DEBATED),
    S.CLOSED: (S.CLOSED,),
}
AFTER = {  # written out here a second time, so that a change of the table is seen
    S.SENT: {S.ACKNOWLEDGED, S.REDIRECTED, S.TRANSMITTED, S.DIAGNOSIS, S.NO_ACTION, S.CLOSED},
    S.REDIRECTED: {S.ACKNOWLEDGED, S.REDIRECTED, S.TRANSMITTED, S.DIAGNOSIS, S.NO_ACTION, S.CLOSED},
    S.ACKNOWLEDGED: {S.REDIRECTED, S.TRANSMITTED, S.DIAGNOSIS, S.NO_ACTION, S.CLOSED},
    S.TRANSMITTED: {S.DIAGNOSIS, S.NO_ACTION, S.ON_AGENDA, S.CLOSED},
    S.DIAGNOSIS: {S.ON_AGENDA, S.CLOSED},
    S.NO_ACTION: {S.ON_AGENDA, S.CLOSED},
    S.ON_AGENDA: {S.ON_AGENDA, S.DEBATED, S.CLOSED},
    S.DEBATED: {S.CLOSED},
    S.CLOSED: set(),
}


def brought_to(council: Council, state: State) -> Referral:
    if state == S.DRAFTED:
        return make_referral(council)
    if state == S.VOTING:
        return make_voting(council)
    if state == S.ADOPTED:
        return make_adopted(council)
    referral = make_sent(council)
    for one in WAYS[state]:
        make_step(referral, one)
    return referral


@pytest.mark.parametrize("before", State)
def test_only_what_the_table_says_may_follow(council: Council, before: State) -> None:
    referral = brought_to(council, before)
    assert referral.state == before
    followed = set()
    for state in State:
        with transaction.atomic():
            try:
                make_step(referral, state)
                followed.add(state)
            except Refused:
                pass
            transaction.set_rollback(True)
    assert followed == AFTER.get(before, set())


def test_no_step_is_out_of_reach() -> None:
    assert NEXT.keys() == set(State)
    assert {state for states in NEXT.values() for state in states} == set(State)


@pytest.mark.parametrize("state", sorted(BY_HAND))
def test_a_step_that_does_not_say_what_it_must_is_refused(council: Council, state: State) -> None:
    before = next(one for one in WAYS if state in NEXT[one])
    referral = brought_to(council, before)
    needed = complete(state)
    for name in needed:
        said = {**needed, name: None if name == "scheduled_on" else "  "}
        with pytest.raises(Refused):
            actions.record_step(referral, state, on=council.today, actor=None, **said)
    step = actions.record_step(referral, state, on=council.today, actor=None, **needed)
    assert step.state == state


def test_the_database_itself_wants_the_reason_of_a_refusal(council: Council) -> None:
    referral = make_sent(council)
    row = Step(referral=referral, number=9, state=S.NO_ACTION, on=council.today)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_step_is_neither_to_come_nor_before_the_one_that_precedes(council: Council) -> None:
    referral = make_sent(council, council.today - timedelta(days=5))
    for days in (-6, 1):
        with pytest.raises(Refused):
            make_step(referral, S.ACKNOWLEDGED, council.today + timedelta(days=days))
    assert make_step(referral, S.ACKNOWLEDGED, council.today - timedelta(days=5)).number == 3


def test_a_step_sent_twice_is_one(council: Council, coordinator: Account) -> None:
    referral = make_sent(council)
    first, again = (
        make_step(referral, S.ACKNOWLEDGED, actor=coordinator, after=2) for _time in range(2)
    )
    assert first == again
    with pytest.raises(Refused):
        make_step(referral, S.DIAGNOSIS, actor=coordinator, after=2)
    assert referral.steps.count() == 3


def test_a_step_is_never_changed_but_corrected_below(
    council: Council, coordinator: Account
) -> None:
    referral = make_sent(council)
    step = make_step(referral, S.DIAGNOSIS, text="En mai.")
    with pytest.raises(TypeError):
        step.save()
    with pytest.raises(TypeError):
        step.delete()
    for _time in range(2):
        actions.add_erratum(step, text=" En juin. ", actor=coordinator)
    assert [erratum.text for erratum in step.errata.all()] == ["En juin."]
    assert Step.objects.get(pk=step.pk).text == "En mai."
    with pytest.raises(Refused):
        actions.add_erratum(step, text=" ", actor=coordinator)


def test_the_council_does_not_correct_the_words_of_the_addressee(council: Council) -> None:
    referral = make_sent(council)
    step = make_step(referral, S.DIAGNOSIS, side=Side.ADDRESSEE)
    with pytest.raises(Refused):
        actions.add_erratum(step, text="Rien de tel.", actor=None)


def test_the_addressee_records_its_own_steps_and_never_the_end(council: Council) -> None:
    referral = make_sent(council)
    with pytest.raises(Refused):
        make_step(referral, S.CLOSED, side=Side.ADDRESSEE)
    assert {S.CLOSED} == BY_HAND - BY_ADDRESSEE


def test_a_transfer_changes_who_has_it_and_not_who_was_asked(
    council: Council, public_body: object
) -> None:
    referral = make_sent(council)
    make_step(referral, S.REDIRECTED, to="Commune de Tressigny", body=public_body)
    assert referral.addressee_name == "Préfète de l'Isère"
    assert (referral.holder, referral.holder_name) == (public_body, "Commune de Tressigny")
