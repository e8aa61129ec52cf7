"""From rows to questions and answers as the kinds know them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from consultations.components.questionnaire.conditions import Rule
from consultations.components.questionnaire.models import (
    SETTINGS,
    Answer,
    AnswerChoice,
    AnswerSheet,
    Choice,
    Condition,
    Question,
    Version,
)
from consultations.components.questionnaire.queries.path import Walk, walk
from consultations.components.questionnaire.questions import (
    Asked,
    GivenFile,
    Option,
    Picked,
    Said,
    Surroundings,
    Typed,
    kind_of,
)
from consultations.components.questionnaire.questions.base import NONE
from consultations.components.questionnaire.questions.names import TEXT_KINDS
from consultations.components.questionnaire.questions.places import place_code
from consultations.models import Step

SAME_NAME = ("pk", "key", "section_id", *SETTINGS)


def current_version(step: Step) -> Version | None:
    """Give the version residents answer now: the newest one."""
    return Version.objects.filter(questionnaire__step=step).order_by("-number").first()


def asked_questions(version: Version) -> list[Asked]:
    """Give the questions of a version in order, with choices and conditions, in three queries."""
    choices = Choice.objects.order_by("position", "pk")
    conditions = Condition.objects.select_related("depends_on").order_by("pk")
    rows = (
        Question.objects.filter(version=version)
        .select_related("section")
        .prefetch_related(Prefetch("choices", choices))
        .prefetch_related(Prefetch("conditions", conditions))
        .order_by("position", "pk")
    )
    return [_asked(row) for row in rows]


def _asked(row: Question) -> Asked:
    choices = list(row.choices.all())
    return Asked(
        section=row.section.title if row.section else "",
        section_intro=row.section.intro if row.section else "",
        options=tuple(_option(c) for c in choices if c.axis == Choice.Axis.CHOICE),
        rows=tuple(_option(c) for c in choices if c.axis == Choice.Axis.ROW),
        rules=tuple(
            Rule(rule.depends_on.key, rule.operator, frozenset(rule.choice_keys), rule.text)
            for rule in row.conditions.all()
        ),
        **{name: getattr(row, name) for name in SAME_NAME},
    )


def _option(choice: Choice) -> Option:
    return Option(choice.key, choice.label, choice.pk)


def sheets_with_answers() -> QuerySet[AnswerSheet]:
    """Sheets with all that payloads and lines need, in a fixed number of queries."""
    chosen = AnswerChoice.objects.select_related("choice", "row").order_by("rank", "pk")
    answers = (
        Answer.objects.select_related("question", "territory", "file")
        .prefetch_related(Prefetch("chosen", chosen))
        .order_by("question__position", "pk")
    )
    return AnswerSheet.objects.select_related("version").prefetch_related(
        Prefetch("answers", answers)
    )


def said_by(answer: Answer) -> Said:
    """Read one row of answer, its choices, place and file."""
    place = answer.territory
    file = getattr(answer, "file", None)
    return Said(
        text=answer.text,
        number=answer.number,
        date=answer.date,
        territory_id=answer.territory_id,
        territory=place_code(place) if place else "",
        is_no_answer=answer.is_no_answer,
        other_text=answer.other_text,
        picked=tuple(
            Picked(chosen.choice.key, chosen.row.key if chosen.row else "", chosen.rank)
            for chosen in answer.chosen.all()
        ),
        file=_given(file) if file else None,
    )


def _given(file: Any) -> GivenFile:
    return GivenFile(file.pk, file.name, file.size, file.sha256, file.content_type)


def answers_of(sheet: AnswerSheet, questions: Iterable[Asked]) -> Iterator[tuple[Asked, Said]]:
    """Give what a sent sheet says, in the order of the questions."""
    rows = {answer.question_id: answer for answer in sheet.answers.all()}
    for asked in questions:
        if asked.pk in rows:
            yield asked, said_by(rows[asked.pk])


def words_of(sheet: AnswerSheet, questions: Iterable[Asked]) -> list[tuple[Asked, str]]:
    """Give what a sheet says in the person's own words: all that publishing it makes public."""
    return [
        (asked, said.text)
        for asked, said in answers_of(sheet, questions)
        if asked.kind in TEXT_KINDS and said.text
    ]


def typed_from_answers(sheet: AnswerSheet, questions: list[Asked]) -> dict[str, Typed]:
    """Give the fields that say what was sent, so that its author can change them.

    A question on the path that was left blank is there too, empty: the person has met it.
    """
    typed = {asked.key: _fields(asked, said) for asked, said in answers_of(sheet, questions)}
    for stop in walk(questions, typed, around=files_of(sheet)).stops:
        typed.setdefault(stop.asked.key, {})
    return typed


def _fields(asked: Asked, said: Said) -> Typed:
    kind = kind_of(asked)
    if said.is_no_answer:
        return {"": [NONE]} if kind.none_is_choice else {"none": ["1"]}
    return kind.write(asked, said)


def files_of(sheet: AnswerSheet | None) -> Surroundings:
    """Give the files of a sheet, by their number."""
    if sheet is None:
        return Surroundings()
    return Surroundings({file.pk: _given(file) for file in sheet.files.all()})


def walk_of(sheet: AnswerSheet, questions: list[Asked], layout: str) -> Walk:
    """Follow the path that a draft's fields draw."""
    return walk(questions, sheet.typed, layout=layout, around=files_of(sheet))
