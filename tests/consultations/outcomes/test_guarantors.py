"""The guarantor's report and the body's answer: two clocks, and lateness that everybody reads."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from consultations.actions import announce
from consultations.errors import Frozen, Refused
from consultations.models import Consultation
from consultations.outcomes import actions
from consultations.outcomes.models import Erratum, Guarantor
from consultations.outcomes.queries import verdicts_of
from consultations.outcomes.queries.promises import Word
from participation.base.clock import months_after
from tests.consultations.outcomes.answering import answer, respond
from tests.consultations.sending import send
from tests.factories import make_closed, make_consultation, make_open, make_step

pytestmark = pytest.mark.django_db
NAMED = {"name": "Ines Moreau", "designated_by": "Le conseil municipal", "basis": "body"}


def closed(*, with_guarantor: bool = True) -> Consultation:
    consultation = make_consultation()
    if with_guarantor:
        actions.name_guarantor(consultation, actor=None, **NAMED)
    step = make_step(consultation)
    make_open(consultation)
    send(step, "un")
    return make_closed(Consultation.objects.get(pk=consultation.pk))


def test_the_same_day_a_month_later_or_the_last_one() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 30), 2) == date(2027, 1, 30)


def test_report_and_answer_each_have_their_clock(client: Client) -> None:
    consultation = closed()
    guarantor = Guarantor.objects.select_related("consultation").get()
    due = months_after(consultation.last_day, 1)
    assert (guarantor.report_due_on, guarantor.answer_due_on) == (due, None)
    with time_machine.travel(due + timedelta(days=4), tick=False):
        assert guarantor.report_days_late == 4
        page = f"/demarches/{consultation.slug}/reponse/"
        assert "4 jours de retard" in client.get(page).content.decode()
        actions.publish_report(guarantor, report="Bien mené.", reported_on=due, actor=None)
    guarantor.refresh_from_db()
    assert (guarantor.report_days_late, guarantor.answer_due_on) == (0, months_after(due, 2))
    with time_machine.travel(due + timedelta(days=100), tick=False):
        assert guarantor.answer_days_late > 30
        assert "Délais choisis par l’organisme" in client.get(page).content.decode()
        actions.answer_guarantor(guarantor, answer="Nous suivons tout.", actor=None)
        with pytest.raises(Frozen):
            actions.answer_guarantor(guarantor, answer="Ou pas.", actor=None)
        with pytest.raises(Frozen):
            actions.publish_report(guarantor, report="Non", reported_on=due, actor=None)
        guarantor.refresh_from_db()
        actions.add_erratum(guarantor, text="Deux réunions, et non trois.", actor=None)
        assert "Deux réunions" in client.get(page).content.decode()
        answer(consultation)
        (verdict,) = verdicts_of([Consultation.objects.get(pk=consultation.pk)])
    assert verdict.word == Word.IN_PART
    assert [point.is_kept for point in verdict.points][-1] is False


def test_who_guarantees_is_known_before_the_closing_and_changes_in_the_open() -> None:
    consultation = make_consultation()
    with pytest.raises(Refused):
        actions.name_guarantor(consultation, actor=None, **{**NAMED, "basis": "legal"})
    actions.name_guarantor(consultation, actor=None, **NAMED)
    make_step(consultation)
    announce(consultation, actor=None)
    with pytest.raises(Refused):
        actions.name_guarantor(consultation, actor=None, name="Paul Adam")
    actions.name_guarantor(consultation, actor=None, name="Paul Adam", reason="Elle a déménagé.")
    assert "Paul Adam" in consultation.changes.get().after
    make_open(consultation)
    make_closed(Consultation.objects.get(pk=consultation.pk))
    with pytest.raises(Frozen):
        actions.name_guarantor(consultation, actor=None, name="Autre", reason="Trop tard.")


def test_an_erratum_is_of_one_thing() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Erratum.objects.create(text="De quoi ?")


@pytest.mark.parametrize(
    ("read", "days", "word"),
    [(1, 0, Word.KEPT), (0, 0, Word.IN_PART), (1, 5, Word.IN_PART), (None, 5, Word.BROKEN)],
)
def test_a_promise_is_kept_by_dates_and_coverage(read: int | None, days: int, word: str) -> None:
    consultation = closed(with_guarantor=False)
    assert [row.word for row in verdicts_of([consultation])] == [Word.TO_COME]
    assert consultation.response_due_on is not None
    noon = f"{consultation.response_due_on + timedelta(days=days)}T12:00:00Z"
    with time_machine.travel(noon, tick=False):
        if read is not None:
            actions.write_synthesis(consultation, text="a", read={"online": read}, actor=None)
            respond(consultation)
            actions.publish_answer(consultation, actor=None)
        (verdict,) = verdicts_of([Consultation.objects.get(pk=consultation.pk)])
        assert verdict.word == word
