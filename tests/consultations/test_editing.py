"""Making and changing a consultation; what was promised no longer changes."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from consultations import actions
from consultations.errors import Frozen, Refused
from consultations.ladder import FROZEN_FIELDS, Rung
from consultations.models import Consultation, RuleChange, Step
from consultations.publiclog import public_log
from participation.base.clock import now
from participation.journal.models import Entry
from tests.consultations.sending import send
from tests.factories import (
    ACCESS_POINT,
    make_consultation,
    make_open,
    make_public_body,
    make_step,
    make_territory,
)

pytestmark = pytest.mark.django_db


def another_value(name: str) -> Any:
    others = {
        "rung": "concertation",
        "identity_level": 1,
        "anonymity": "anonymous",
        "opens_at": now() - timedelta(days=9),
        "zone": "Indian/Reunion",
        "grace_minutes": 60,
    }
    if name == "public_body":
        return make_public_body()
    if name == "territory":
        return make_territory()
    return others.get(name, "Autre chose")


@pytest.mark.parametrize("name", sorted(FROZEN_FIELDS))
def test_what_was_promised_is_frozen_when_it_opens(name: str) -> None:
    consultation = make_consultation()
    actions.edit_consultation(consultation, actor=None, **{name: another_value(name)})
    consultation = make_open(make_consultation())
    with pytest.raises(Frozen):
        actions.edit_consultation(
            consultation, actor=None, reason="Pourquoi pas ?", **{name: another_value(name)}
        )
    assert not RuleChange.objects.exists()


@pytest.mark.parametrize("name", ["closes_at", "response_due_on", "decision_due_on"])
def test_dates_of_an_open_consultation_only_extend(name: str) -> None:
    consultation = make_open(make_consultation())
    with pytest.raises(Frozen):
        actions.edit_consultation(
            consultation,
            actor=None,
            reason="x",
            **{name: getattr(consultation, name) + timedelta(days=2)},
        )
    with pytest.raises(Refused):
        actions.extend(
            consultation,
            field=name,
            to=getattr(consultation, name) - timedelta(days=1),
            actor=None,
            reason="Plus tôt",
        )


def test_extending_writes_what_changed_and_why_for_ever() -> None:
    consultation = make_open(make_consultation())
    before = consultation.closes_at
    assert before is not None
    with pytest.raises(Refused):
        actions.extend(
            consultation, field="closes_at", to=before + timedelta(days=5), actor=None, reason=" "
        )
    actions.extend(
        consultation,
        field="closes_at",
        to=before + timedelta(days=5),
        actor=None,
        reason="Panne de deux heures.",
    )
    change = RuleChange.objects.get()
    assert (change.field, change.before, change.reason) == (
        "closes_at",
        str(before),
        "Panne de deux heures.",
    )
    assert Entry.objects.get(event="RuleChanged").payload["rule_change_id"] == change.pk


def test_a_suspended_consultation_is_given_the_time_it_loses() -> None:
    consultation = make_open(make_consultation())
    assert consultation.closes_at is not None
    later = consultation.closes_at + timedelta(days=5)
    actions.suspend(consultation, actor=None, reason="Une crue.")
    actions.extend(consultation, field="closes_at", to=later, actor=None, reason="Une crue.")
    actions.resume(consultation, actor=None)
    with time_machine.travel(later - timedelta(hours=1)):
        assert Consultation.objects.get(pk=consultation.pk).is_open


def test_what_is_not_a_date_does_not_extend() -> None:
    consultation = make_open(make_consultation())
    with pytest.raises(Frozen):
        actions.extend(consultation, field="title", to=now(), actor=None, reason="x")


@pytest.mark.parametrize("name", ["closes_at", "response_due_on"])
def test_a_date_that_has_passed_no_longer_moves(name: str) -> None:
    consultation = make_open(make_consultation())
    past = {
        "opens_at": now() - timedelta(days=90),
        "closes_at": now() - timedelta(days=30),
        "response_due_on": (now() - timedelta(days=5)).date(),
    }
    Consultation.objects.filter(pk=consultation.pk).update(**past)
    consultation.refresh_from_db()
    later = getattr(consultation, name) + timedelta(days=60)
    with pytest.raises(Refused):
        actions.extend(consultation, field=name, to=later, actor=None, reason="Trop tard")
    assert not RuleChange.objects.exists()


def test_the_answer_stays_promised_after_the_closing() -> None:
    consultation = make_open(make_consultation())
    assert consultation.closes_at is not None
    with pytest.raises(Refused):
        actions.extend(
            consultation,
            field="closes_at",
            to=consultation.closes_at + timedelta(days=400),
            actor=None,
            reason="Bien plus tard",
        )
    consultation.refresh_from_db()
    assert not RuleChange.objects.exists()


def test_a_date_that_was_not_promised_may_be_given() -> None:
    consultation = make_open(make_consultation(decision_due_on=None))
    to = (now() + timedelta(days=200)).date()
    actions.extend(consultation, field="decision_due_on", to=to, actor=None, reason="Précision")
    assert RuleChange.objects.get().before == ""


def test_after_the_announcement_each_change_needs_a_reason() -> None:
    consultation = make_consultation()
    make_step(consultation)
    actions.announce(consultation, actor=None)
    with pytest.raises(Refused):
        actions.edit_consultation(consultation, actor=None, summary="Autre résumé")
    actions.edit_consultation(consultation, actor=None, summary="Autre", reason="Plus clair.")
    assert RuleChange.objects.get().field_label.startswith("de quoi s")


def test_changing_nothing_writes_nothing() -> None:
    consultation = make_consultation()
    lines = Entry.objects.count()
    actions.edit_consultation(consultation, actor=None, title=consultation.title)
    assert Entry.objects.count() == lines


def test_the_database_refuses_a_change_without_a_reason() -> None:
    consultation = make_consultation()
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleChange.objects.create(consultation=consultation, field="title", reason="")


def test_two_consultations_of_one_title_have_two_addresses() -> None:
    first, second = (make_consultation(title="La place") for _ in range(2))
    assert (first.slug, second.slug) == ("la-place", "la-place-2")


def test_search_ignores_accents_and_follows_changes() -> None:
    consultation = make_consultation(title="Le marché couvert")
    assert list(Consultation.objects.matching("MARCHE couvert")) == [consultation]
    actions.edit_consultation(consultation, actor=None, title="La halle")
    assert list(Consultation.objects.matching("marche")) == []


def test_an_open_consultation_keeps_a_way_in_without_the_internet() -> None:
    consultation = make_open(make_consultation())
    with pytest.raises(Frozen):
        actions.set_access_points(consultation, [], actor=None)
    with pytest.raises(Refused):
        actions.set_access_points(consultation, [ACCESS_POINT, ACCESS_POINT], actor=None)
    assert consultation.access_points.count() == 1
    actions.set_access_points(
        consultation, [ACCESS_POINT, ACCESS_POINT], actor=None, reason="Un second guichet."
    )
    assert consultation.access_points.count() == 2
    change = RuleChange.objects.get()
    assert change.reason == "Un second guichet."
    assert (change.before.count("\n"), change.after.count("\n")) == (0, 1)


def test_a_rung_admits_only_what_stands_on_it_or_below() -> None:
    with pytest.raises(Refused):
        make_step(make_consultation(rung=Rung.INFORMATION))
    with pytest.raises(Refused):
        make_step(make_consultation(), kind="nothing-like-this")
    assert [Rung.CO_CONSTRUCTION.admits(rung) for rung in Rung] == [True] * 4
    assert [Rung.INFORMATION.admits(rung) for rung in Rung] == [True, False, False, False]


def test_steps_stand_in_the_order_they_were_added_and_may_go_before_the_opening() -> None:
    consultation = make_consultation()
    first, second = make_step(consultation), make_step(consultation)
    assert (first.position, second.position) == (1, 2)
    actions.remove_step(first, actor=None)
    assert list(Step.objects.all()) == [second]


def test_a_promised_step_stays_and_its_dates_do_not_shrink() -> None:
    consultation = make_open(make_consultation())
    step = consultation.steps.get()
    with pytest.raises(Frozen):
        actions.remove_step(step, actor=None)
    with pytest.raises(Frozen):
        make_step(consultation)
    for name, value in (("closes_at", now() + timedelta(days=9)), ("opens_at", now())):
        with pytest.raises(Frozen):
            actions.edit_step(step, actor=None, reason="Plus court", **{name: value})
    assert not RuleChange.objects.exists()


def test_a_step_is_given_more_time_with_a_reason_as_long_as_it_is_open() -> None:
    closes_at = now() + timedelta(days=9)
    consultation = make_consultation()
    step = make_step(consultation, closes_at=closes_at)
    make_open(consultation)
    later = closes_at + timedelta(days=3)
    with pytest.raises(Refused):
        actions.edit_step(step, actor=None, closes_at=later)
    actions.edit_step(step, actor=None, reason="Une panne.", closes_at=later)
    assert next((line.what, line.reason) for line in public_log(consultation)) == (
        "clôture d’une étape",
        "Une panne.",
    )
    with time_machine.travel(later), pytest.raises(Frozen):
        actions.edit_step(step, actor=None, reason="Encore", closes_at=None)


def test_giving_up_does_not_wipe_a_late_answer_out() -> None:
    consultation = make_open(make_consultation())
    assert consultation.response_due_on
    with time_machine.travel(now() + timedelta(days=400)):
        actions.close_consultation(consultation, actor=None)
        with pytest.raises(Refused):
            actions.withdraw_consultation(consultation, actor=None, reason="On oublie.")
        assert consultation.is_overdue


def test_a_copy_makes_the_same_promise_and_takes_no_contribution_along() -> None:
    consultation = make_open(make_consultation(title="La place"))
    send(consultation.steps.get())
    copy = actions.duplicate(consultation, actor=None)
    assert (copy.state, copy.closes_at, copy.question) == ("draft", None, consultation.question)
    assert copy.steps.count() == copy.access_points.count() == 1
    assert not copy.contributions.exists()
    assert copy.participant_secret != consultation.participant_secret
