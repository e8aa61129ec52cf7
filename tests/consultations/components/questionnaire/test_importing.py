"""Taking in many sheets at once: whole or not at all, once, each with a receipt that proves it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from consultations.components.questionnaire.actions.importing import Given, TakenSheet, take_over
from consultations.errors import Refused
from consultations.models import Channel, Contribution, ImportBatch, Step
from consultations.receipts import fingerprint
from participation.base.clock import now
from tests.consultations.components.questionnaire.asking import EVERY_KIND, make_questionnaire
from tests.factories import make_closed, make_territory

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "q1": Given(choices=["yes"]),
    "q2": Given(text="Par la rue des Verriers"),
    "q3": Given(text="De l’ombre."),
    "q4": Given(choices=["c1"], other_text="Un kiosque"),
    "q5": Given(choices=["c2", "c1", "c3"], is_ranked=True),
    "q6": Given(rows={"r1": "c2", "r2": "c3"}),
    "q7": Given(number=Decimal("3.5")),
    "q8": Given(day=date(2020, 12, 3)),
    "q11": Given(choices=["c3"]),
    "q12": Given(is_no_answer=True),
}


def sheet(number: int, answers: dict[str, Given], **fields: object) -> TakenSheet:
    return TakenSheet(f"s{number}", now(), answers, **fields)  # type: ignore[arg-type]


def take(step: Step, *sheets: TakenSheet, sha256: str = "a" * 64) -> ImportBatch:
    return take_over(step, sheets, sha256=sha256, name="papier.csv", actor=None)


def test_each_kind_of_answer_reads_back_as_it_was_given() -> None:
    step = make_questionnaire(EVERY_KIND)
    town = make_territory()

    place = {"q9": Given(territory_id=town.pk)}
    take(step, sheet(1, {**EVERYTHING, **place}, channel=Channel.PAPER, is_published=True))

    contribution = Contribution.objects.get()
    assert (contribution.channel, contribution.state) == ("paper", "published")
    told = {line.question: line.answer for line in step.component.lines(contribution)}
    assert told["Quel est votre trajet ?"] == "Par la rue des Verriers"
    assert "Un kiosque" in told["Que voulez-vous y trouver ?"]
    assert told["Classez ces travaux"].index("Arbres") < told["Classez ces travaux"].index("Sol")
    assert "3,5" in told["À quelle distance habitez-vous ?"]
    assert town.name in told["Où habitez-vous ?"]
    assert told["Le projet vous convient-il ?"] == "Plutôt"


def test_each_sheet_is_sealed_as_it_reads_back() -> None:
    step = make_questionnaire()

    take(step, *(sheet(n, {"q2": Given(text=f"Avis {n}")}) for n in range(3)))

    pairs = list(step.component.payloads(step))
    assert len(pairs) == 3
    assert all(row.sha256 == fingerprint(row, payload) for row, payload in pairs)
    assert len({row.sha256 for row, _payload in pairs}) == 3


def test_the_same_file_is_taken_in_once() -> None:
    step = make_questionnaire()
    take(step, sheet(1, {"q2": Given(text="Oui.")}))

    with pytest.raises(IntegrityError), transaction.atomic():
        take(step, sheet(1, {"q2": Given(text="Oui.")}))

    assert Contribution.objects.count() == 1


def test_a_sheet_with_an_unknown_question_leaves_nothing_behind() -> None:
    step = make_questionnaire()
    good, bad = sheet(1, {"q2": Given(text="Oui.")}), sheet(2, {"q99": Given(text="Non.")})

    with pytest.raises(KeyError):
        take(step, good, bad)

    assert Contribution.objects.count() == ImportBatch.objects.count() == 0


def test_nothing_is_added_once_the_list_of_receipts_is_published() -> None:
    step = make_questionnaire()
    make_closed(step.consultation)

    with pytest.raises(Refused):
        take(step, sheet(1, {"q2": Given(text="Trop tard.")}))
