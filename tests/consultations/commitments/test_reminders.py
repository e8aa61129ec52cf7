"""Officers are reminded before the deadline of a measure, once for each deadline."""

from datetime import timedelta

import pytest
import time_machine

from consultations.commitments import actions
from consultations.commitments.choices import Status
from consultations.commitments.models import Measure, today
from participation.base.clock import now
from participation.journal.actions import sweep
from participation.notifications.models import Notice
from tests.consultations.commitments.planning import make_plan, measure_of
from tests.factories import make_account, make_officer
from workers import upkeep

pytestmark = pytest.mark.django_db


def due_in(days: int, *, is_published: bool = True) -> Measure:
    plan = make_plan(is_published=False)
    measure = measure_of(plan)
    actions.push_back(measure, due_on=today() + timedelta(days=days), text="", actor=None)
    if is_published:
        actions.publish_plan(plan, actor=None)
    return measure


def told() -> list[tuple[str, str]]:
    """Give who was reminded, and of what."""
    sweep()
    rows = Notice.objects.filter(kind="measure_due").order_by("pk")
    return list(rows.values_list("account__email", "title"))


def test_officers_of_the_body_are_reminded_two_weeks_before_and_once() -> None:
    measure = due_in(15)
    officer = make_officer(measure.plan.public_body, "agente@example.org")
    make_account("voisine@example.org")
    assert (actions.remind_of_measures(), told()) == (0, [])
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        assert (actions.remind_of_measures(), actions.remind_of_measures()) == (1, 0)
        assert told() == [(officer.email, "Échéance proche : Mesure n° 1")]
        notice = Notice.objects.get(kind="measure_due")
        assert notice.path == f"/cms/engagements/{measure.plan_id}/mesures/{measure.pk}/"


def test_a_deadline_that_is_pushed_back_is_reminded_of_again() -> None:
    measure = due_in(3)
    make_officer(measure.plan.public_body, "agente@example.org")
    assert (actions.remind_of_measures(), len(told())) == (1, 1)
    later = today() + timedelta(days=9)
    actions.push_back(measure, due_on=later, text="Le chantier attend.", actor=None)
    assert (actions.remind_of_measures(), len(told())) == (1, 2)
    assert Measure.objects.get(pk=measure.pk).reminded_for == later


def test_nobody_is_reminded_of_what_is_over_late_or_not_public() -> None:
    done, late = due_in(3), due_in(3)
    draft = due_in(3, is_published=False)
    for measure in (done, late, draft):
        make_officer(measure.plan.public_body, f"agente{measure.pk}@example.org")
    Measure.objects.filter(pk=late.pk).update(due_on=today() - timedelta(days=1))
    actions.set_status(done, Status.DONE, actor=None)
    assert (actions.remind_of_measures(), told()) == (0, [])


def test_a_measure_that_ends_before_the_reminder_is_heard_reminds_nobody() -> None:
    measure = due_in(3)
    make_officer(measure.plan.public_body, "agente@example.org")
    assert actions.remind_of_measures() == 1
    actions.set_status(measure, Status.DONE, actor=None)
    assert told() == []


def test_the_clock_reminds() -> None:
    assert actions.remind_of_measures in upkeep.CHORES
