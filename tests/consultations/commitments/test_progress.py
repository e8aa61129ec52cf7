"""Measures move, go back, are late, merge; nothing that was said is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consultations.commitments import actions
from consultations.commitments.choices import Status, TurnKind
from consultations.commitments.models import Measure, Plan, Turn, today
from consultations.errors import Frozen, Refused
from participation.base.clock import now
from tests.consultations.commitments.planning import make_plan, measure_of

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").replace("\u202f", " ").split())


def test_going_back_or_giving_up_needs_a_reason_and_stays_in_the_history(client: Client) -> None:
    measure = measure_of(make_plan())
    actions.set_status(measure, Status.DONE, actor=None)
    for status in (Status.IN_PROGRESS, Status.ABANDONED):
        with pytest.raises(Refused):
            actions.set_status(measure, status, actor=None)
    actions.set_status(measure, Status.IN_PROGRESS, actor=None, text="Le mur a cédé.")
    actions.set_status(measure, Status.ABANDONED, actor=None, text="Le budget manque.")
    turns = measure.turns.filter(kind=TurnKind.STATUS)
    assert [turn.after for turn in turns] == ["abandoned", "in_progress", "done"]
    text = text_of(client, measure.get_absolute_url())
    for words in ("Le mur a cédé.", "Le budget manque.", "Faite → En cours."):
        assert words in text
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.create(plan=measure.plan, kind="status", after="abandoned")


def test_lateness_and_silence_are_computed_and_no_date_takes_them_away(client: Client) -> None:
    plan = make_plan(rhythm_days=31, is_published=False)
    measure = measure_of(plan)
    due = today() + timedelta(days=10)
    actions.push_back(measure, due_on=due, text="", actor=None)
    plan = actions.publish_plan(plan, actor=None)
    with pytest.raises(Refused):
        actions.push_back(measure, due_on=due + timedelta(days=9), text=" ", actor=None)
    with time_machine.travel(now() + timedelta(days=40), tick=False):
        with pytest.raises(Refused):
            actions.push_back(measure, due_on=due + timedelta(days=90), text="Non", actor=None)
        text = text_of(client, plan.get_absolute_url())
        assert "30 jours de retard" in text
        assert "sans nouvelle depuis le" in text
        for state in ("late", "silent"):
            assert "Mesure n° 1" in text_of(client, f"{plan.get_absolute_url()}?etat={state}")
        actions.give_news(measure, text="Les pavés arrivent.", actor=None)
        text = text_of(client, measure.get_absolute_url())
        assert "Les pavés arrivent." in text
        assert "sans nouvelle" not in text
        actions.set_status(measure, Status.DONE, actor=None)
    done = Measure.objects.get()
    assert (done.is_late, done.days_late) == (False, 30)


def test_a_merged_measure_keeps_its_address_and_counts_once(client: Client) -> None:
    plan = make_plan(number=2)
    one, two = plan.measures.order_by("rank")
    with pytest.raises(Refused):
        actions.merge(one, into=one, text="Elle-même.", actor=None)
    actions.merge(one, into=two, text="Le même chantier.", actor=None)
    text = text_of(client, one.get_absolute_url())
    assert "fait maintenant partie d’une autre" in text
    assert "Le même chantier." in text
    assert "1 mesure, 0 en cours" in text_of(client, plan.get_absolute_url())
    with pytest.raises(Refused):
        actions.give_news(one, text="Trop tard.", actor=None)


def test_what_is_published_is_corrected_in_the_open_and_never_removed(client: Client) -> None:
    plan = make_plan()
    measure = measure_of(plan)
    with pytest.raises(Frozen):
        actions.remove_measure(measure, actor=None)
    with pytest.raises(Refused):
        actions.write_measure(plan, measure=measure, title="Autre titre", actor=None)
    measure = measure_of(plan)
    actions.write_measure(
        plan, measure=measure, title="Autre titre", reason="Une faute.", actor=None
    )
    text = text_of(client, measure.get_absolute_url())
    assert "« Mesure n° 1 » devient « Autre titre »" in text
    assert "Une faute." in text
    with pytest.raises(Refused):
        actions.edit_plan(plan, title="Tout neuf", actor=None)
    actions.edit_plan(plan, title="Tout neuf", reason="Plus clair.", actor=None)
    assert "Plus clair." in text_of(client, plan.get_absolute_url())


def test_a_referent_is_a_function_and_never_somebodys_address() -> None:
    plan = make_plan(is_published=False)
    for private in ("jean.dupont@example.org", "M. Dupont, 06 12 34 56 78"):
        with pytest.raises(Refused):
            actions.write_measure(plan, title="x", referent_role=private, actor=None)


def test_several_move_at_once_or_none() -> None:
    plan = make_plan(number=3)
    rows = list(plan.measures.all())
    assert actions.set_statuses(plan, rows, Status.IN_PROGRESS, actor=None) == 3
    with pytest.raises(Refused):
        actions.set_statuses(plan, rows, Status.NOT_STARTED, actor=None)
    assert plan.measures.filter(status=Status.IN_PROGRESS).count() == 3


def test_a_draft_is_absent_for_everybody_else(client: Client) -> None:
    plan = make_plan(is_published=False)
    paths = ["", "flux.atom", "mesures.csv", f"mesures/{measure_of(plan).slug}/"]
    for path in paths:
        assert client.get(f"/engagements/{plan.slug}/{path}").status_code == 404
    assert Plan.objects.public().count() == 0


def test_pages_and_feed_ask_a_fixed_number_of_queries(client: Client) -> None:
    asked: list[list[int]] = []
    for number in (1, 3, 200):
        plan = make_plan(number=number, title=f"Plan {number}")
        for path in ("", f"mesures/{measure_of(plan).slug}/", "flux.atom", "mesures.csv"):
            with CaptureQueriesContext(connection) as queries:
                b"".join(client.get(f"/engagements/{plan.slug}/{path}"))
            asked.append([number, len(queries)])
    counts = [count for _n, count in asked]
    assert counts[:4] == counts[4:8] == counts[8:] == [8, 6, 2, 4]
