"""Exports of 10,000 and 250,000 answered questionnaires: time, size and peak memory.

    python -m benchmarks.exports [--sizes 10000,250000] [--formats csv,ods,json]

Goals: 10,000 in at most 10 seconds; 250,000 without failing, in no more memory than 10,000.
"""

import argparse
import random
from collections.abc import Iterator
from typing import Any

from benchmarks._common.database import empty_database
from benchmarks._common.measures import Measure, measured, show

QUESTIONS: list[dict[str, Any]] = [
    {"kind": "yes_no", "text": "Venez-vous au marché ?"},
    {
        "kind": "one_choice",
        "text": "Comment venez-vous ?",
        "choices": ["À pied", "À vélo", "En bus", "En voiture"],
        "has_other": True,
    },
    {
        "kind": "several_choices",
        "text": "Que manque-t-il ?",
        "choices": ["Des bancs", "De l'ombre", "De l'eau", "Des jeux", "De la lumière"],
        "has_other": True,
    },
    {"kind": "scale", "text": "Êtes-vous content ?", "choices": ["Non", "Un peu", "Oui"]},
    {"kind": "ranking", "text": "Classez", "choices": ["Arbres", "Places", "Jeux"]},
    {
        "kind": "matrix",
        "text": "Que pensez-vous de chaque rue ?",
        "choices": ["Mal", "Moyen", "Bien"],
        "rows": ["La rue Haute", "La rue Basse", "Le mail"],
    },
    {"kind": "number", "text": "Combien de fois par mois ?", "unit": "fois"},
    {"kind": "short_text", "text": "Un mot ?"},
    {"kind": "long_text", "text": "Pourquoi ?"},
    {"kind": "commune", "text": "Où habitez-vous ?"},
]
WORDS = "arbre banc marché ombre école vélo trottoir place fontaine lumière calme jeux"
AT_ONCE = 5000
OFFSET = 10_000_000


def make_step() -> Any:
    from consultations.components.questionnaire import actions
    from tests import factories

    step = factories.make_step(factories.make_consultation(), "questionnaire")
    actions.write_questions(step, [{"questions": QUESTIONS}], actor=None)
    return step


def fill(step: Any, count: int) -> None:
    """Write whole sheets: every question answered, words of different lengths.

    The first few thousand are drawn, the others are their copies, made by the database.
    """
    drawn = min(AT_ONCE, count)
    _fill(step, drawn, random.Random(20270303))
    for again in range(1, -(-count // drawn)):
        _copy(step, again * OFFSET)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself in the minutes after


def _copy(step: Any, by: int) -> None:
    """Copy the drawn sheets of a step under numbers moved by `by`."""
    from consultations.components.questionnaire.models import Answer, AnswerChoice, AnswerSheet
    from consultations.models import Contribution

    drawn = f"SELECT id FROM consultations_contribution WHERE step_id = {step.pk} AND id < {OFFSET}"
    sheets = f"SELECT id FROM questionnaire_answersheet WHERE contribution_id IN ({drawn})"
    answers = f"SELECT id FROM questionnaire_answer WHERE sheet_id IN ({sheets})"
    code = {"tracking_code": f"lpad(to_hex(id + {by}), 8, '0')"}
    _copy_rows(Contribution, f"id IN ({drawn})", by, code)
    _copy_rows(AnswerSheet, f"id IN ({sheets})", by, {"contribution_id": f"contribution_id + {by}"})
    _copy_rows(Answer, f"id IN ({answers})", by, {"sheet_id": f"sheet_id + {by}"})
    _copy_rows(AnswerChoice, f"answer_id IN ({answers})", by, {"answer_id": f"answer_id + {by}"})


def _copy_rows(model: Any, which: str, by: int, changed: dict[str, str]) -> None:
    from django.db import connection

    columns = [field.column for field in model._meta.local_fields]
    values = {"id": f"id + {by}", **changed}
    into, given = ", ".join(columns), ", ".join(values.get(name, name) for name in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({into}) SELECT {given} FROM {table} WHERE {which}")


def _fill(step: Any, count: int, chance: random.Random) -> None:
    from consultations.components.questionnaire.models import (
        Answer,
        AnswerChoice,
        AnswerSheet,
        Version,
    )
    from consultations.models import Contribution
    from participation.base.clock import now
    from tests.consultations.components.questionnaire.sheets import code_of

    version = Version.objects.get(questionnaire__step=step)
    questions = list(version.questions.prefetch_related("choices").order_by("position"))
    contributions = Contribution.objects.bulk_create(
        Contribution(
            consultation=step.consultation,
            step=step,
            state="received",
            received_at=now(),
            tracking_code=code_of(32**7 + step.pk * 10**6 + number),
        )
        for number in range(count)
    )
    sheets = AnswerSheet.objects.bulk_create(
        AnswerSheet(contribution=one, version=version) for one in contributions
    )
    answers = Answer.objects.bulk_create(
        Answer(sheet=sheet, question=question, **_said(question, chance))
        for sheet in sheets
        for question in questions
    )
    AnswerChoice.objects.bulk_create(
        (chosen for answer in answers for chosen in _chosen(answer, chance)), batch_size=20_000
    )


def _said(question: Any, chance: random.Random) -> dict[str, Any]:
    if question.kind == "number":
        return {"number": chance.randint(0, 30)}
    if question.kind == "commune":
        return {"text": "Sornay-le-Château"}
    if question.kind in ("short_text", "long_text"):
        length = 3 if question.kind == "short_text" else chance.randint(10, 80)
        return {"text": " ".join(chance.choices(WORDS.split(), k=length))}
    return {}


def _chosen(answer: Any, chance: random.Random) -> Iterator[Any]:
    from consultations.components.questionnaire.models import AnswerChoice

    choices = [one for one in answer.question.choices.all() if one.axis == "choice"]
    rows = [one for one in answer.question.choices.all() if one.axis == "row"]
    kind = answer.question.kind
    if kind == "ranking":
        chance.shuffle(choices)
        yield from (
            AnswerChoice(answer=answer, choice=choice, rank=rank)
            for rank, choice in enumerate(choices, 1)
        )
    elif kind == "matrix":
        yield from (
            AnswerChoice(answer=answer, choice=chance.choice(choices), row=row) for row in rows
        )
    elif kind == "several_choices":
        yield from (AnswerChoice(answer=answer, choice=one) for one in chance.sample(choices, 2))
    elif choices:
        yield AnswerChoice(answer=answer, choice=chance.choice(choices))


def export(step: Any, format: str) -> Measure:
    from consultations.exports import FORMATS
    from consultations.models import Contribution

    def work() -> int:
        return sum(len(chunk) for chunk in FORMATS[format].write(step.component.tables(step)))

    return measured(format, Contribution.objects.filter(step=step).count(), work)


def results(step: Any) -> Measure:
    from consultations.models import Contribution

    def work() -> int:
        return len(step.component.results(step, None)["questions"])

    return measured("results", Contribution.objects.filter(step=step).count(), work)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,250000")
    parser.add_argument("--formats", default="csv,ods,json")
    given = parser.parse_args()
    measures: list[Measure] = []
    with empty_database("participation_benchmark_exports"):
        for size in map(int, given.sizes.split(",")):
            step = make_step()
            fill(step, size)
            measures += [export(step, format) for format in given.formats.split(",")]
            measures.append(results(step))
    show(measures, "Exports of answered questionnaires")


if __name__ == "__main__":
    main()
