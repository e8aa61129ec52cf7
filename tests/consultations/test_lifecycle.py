"""The life of a consultation: what each state leads to, and what is refused."""

from datetime import timedelta

import pytest

from consultations import actions
from consultations.actions.lifecycle import COMES_FROM
from consultations.errors import NotReady, Refused
from consultations.ladder import DEMANDS, Rung
from consultations.models import Consultation, State
from participation.base.clock import now
from participation.journal.models import Entry
from tests.factories import make_closed, make_consultation, make_open, make_step

pytestmark = pytest.mark.django_db

MOVES = {
    State.ANNOUNCED: actions.announce,
    State.OPEN: actions.open_consultation,
    State.CLOSED: actions.close_consultation,
    State.SYNTHESIS_PUBLISHED: actions.mark_synthesis_published,
    State.RESPONDED: actions.mark_responded,
    State.FOLLOW_UP: actions.follow_up,
    State.ARCHIVED: actions.archive,
}


def ready(**fields: object) -> Consultation:
    consultation = make_consultation(**fields)
    make_step(consultation)
    return consultation


def in_state(state: State) -> Consultation:
    """Put a complete consultation in a state directly: the tests are about leaving it."""
    consultation = ready(
        opens_at=now() - timedelta(days=9),
        closes_at=now() + timedelta(days=1),
    )
    Consultation.objects.filter(pk=consultation.pk).update(
        state=state, state_reason="Travaux.", opened_at=now() - timedelta(days=9)
    )
    consultation.refresh_from_db()
    return consultation


def past_closing() -> object:
    return now() + timedelta(days=2)


@pytest.mark.parametrize("target", list(MOVES))
@pytest.mark.parametrize("state", list(State))
def test_each_state_leads_only_where_it_may(state: State, target: State) -> None:
    consultation = in_state(state)
    options = {"at": past_closing()} if target == State.CLOSED else {}
    if state in COMES_FROM[target]:
        MOVES[target](consultation, actor=None, **options)
        assert Consultation.objects.get(pk=consultation.pk).state == target
    else:
        with pytest.raises(Refused):
            MOVES[target](consultation, actor=None, **options)
        assert Consultation.objects.get(pk=consultation.pk).state == state


def test_a_refused_move_leaves_no_line_in_the_journal() -> None:
    consultation = in_state(State.DRAFT)
    before = Entry.objects.count()
    with pytest.raises(Refused):
        actions.follow_up(consultation, actor=None)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("rung", list(Rung))
def test_opening_lists_everything_the_rung_demands(rung: Rung) -> None:
    empty = actions.create_consultation(
        actor=None,
        title="x",
        rung=rung,
        public_body=ready().public_body,
        territory=ready().territory,
    )
    empty.title = ""
    with pytest.raises(NotReady) as refusal:
        actions.open_consultation(empty, actor=None)
    demanded = {field for field, lowest, _message in DEMANDS if rung.admits(lowest)}
    around = {"access_points"} | ({"steps"} if rung.admits(Rung.CONSULTATION) else set())
    assert {missing.field for missing in refusal.value.missing} == demanded | around


@pytest.mark.parametrize("rung", list(Rung))
def test_a_complete_consultation_opens_on_its_rung(rung: Rung) -> None:
    consultation = make_consultation(rung=rung)
    if rung.admits(Rung.CONSULTATION):
        make_step(consultation)
    opened = actions.open_consultation(consultation, actor=None)
    assert opened.is_open and opened.is_frozen


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"response_due_on": (now() + timedelta(days=3)).date()}, "response_due_on"),
        (
            {"rung": "concertation", "decision_due_on": (now() + timedelta(days=3)).date()},
            "decision_due_on",
        ),
    ],
)
def test_dates_that_contradict_each_other_do_not_open(
    fields: dict[str, object], wrong: str
) -> None:
    consultation = ready(closes_at=now() + timedelta(days=9), **fields)
    with pytest.raises(NotReady) as refusal:
        actions.open_consultation(consultation, actor=None)
    assert [missing.field for missing in refusal.value.missing] == [wrong]


def test_what_is_already_past_its_closing_does_not_open() -> None:
    consultation = ready(opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=1))
    with pytest.raises(NotReady) as refusal:
        actions.open_consultation(consultation, actor=None)
    assert [missing.field for missing in refusal.value.missing] == ["closes_at"]


def test_opening_early_brings_the_date_forward_and_opening_late_keeps_it() -> None:
    early = ready(opens_at=now() + timedelta(days=2))
    brought_forward = actions.open_consultation(early, actor=None).opens_at
    assert brought_forward is not None
    assert brought_forward <= now()
    announced = now() - timedelta(days=2)
    late = ready(opens_at=announced)
    assert actions.open_consultation(late, actor=None).opens_at == announced


def test_closing_waits_for_the_grace_and_publishes_the_receipts() -> None:
    consultation = make_open(make_consultation())
    with pytest.raises(Refused):
        actions.close_consultation(consultation, actor=None, at=consultation.closes_at)
    closed = make_closed(consultation)
    assert (closed.state, closed.ledger.leaf_count) == (State.CLOSED, 0)


@pytest.mark.parametrize("state", [State.ANNOUNCED, State.OPEN])
def test_a_suspended_consultation_resumes_where_it_was(state: State) -> None:
    consultation = in_state(state)
    actions.suspend(consultation, actor=None, reason="  Panne du site. ")
    assert (consultation.state, consultation.state_reason) == (State.SUSPENDED, "Panne du site.")
    actions.resume(consultation, actor=None)
    assert Consultation.objects.get(pk=consultation.pk).state == state


def test_what_is_not_suspended_does_not_resume() -> None:
    with pytest.raises(Refused):
        actions.resume(in_state(State.OPEN), actor=None)


@pytest.mark.parametrize("act", [actions.suspend, actions.withdraw_consultation])
def test_stopping_needs_a_reason_that_everybody_reads(act: object) -> None:
    consultation = in_state(State.OPEN)
    with pytest.raises(Refused):
        act(consultation, actor=None, reason=" \n ")  # type: ignore[operator]
    act(consultation, actor=None, reason="Le projet est abandonné.")  # type: ignore[operator]
    assert consultation.state_reason == "Le projet est abandonné."


def test_results_are_shown_after_the_end_and_only_once() -> None:
    consultation = make_open(make_consultation())
    step = consultation.steps.get()
    with pytest.raises(Refused):
        actions.publish_results(step, actor=None)
    make_closed(consultation)
    step = consultation.steps.get()
    first = actions.publish_results(step, actor=None).results_published_at
    assert actions.publish_results(step, actor=None).results_published_at == first
    assert Entry.objects.filter(event="ResultsPublished").count() == 1
