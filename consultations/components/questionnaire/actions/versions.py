"""Writing the questions of a version, and freezing it."""

from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.components.questionnaire.events import QuestionsWritten
from consultations.components.questionnaire.models import (
    SETTINGS,
    Choice,
    Condition,
    Layout,
    Question,
    Questionnaire,
    Section,
    Version,
)
from consultations.components.questionnaire.questions.names import YES_NO_CHOICES, QuestionKind
from consultations.errors import Refused
from consultations.models import Step
from participation.base.clock import now
from participation.base.events import record


class ConditionSpec(TypedDict, total=False):
    depends_on: str  # key of an earlier question
    operator: str
    choices: list[str]  # keys of its choices
    text: str


class QuestionSpec(TypedDict, total=False):
    """One question as plain data: the fields of the model, plus what hangs on it."""

    key: str
    kind: str
    text: str
    help_text: str
    is_required: bool
    offers_no_answer: bool
    min_choices: int | None
    max_choices: int | None
    is_shuffled: bool
    has_other: bool
    min_value: Any
    max_value: Any
    unit: str
    decimals: int
    max_length: int | None
    starts_page: bool
    condition_mode: str
    choices: list[str | tuple[str, str]]  # label, or key and label
    rows: list[str | tuple[str, str]]
    conditions: list[ConditionSpec]


class SectionSpec(TypedDict, total=False):
    title: str  # empty: these questions stand outside any section
    intro: str
    questions: list[QuestionSpec]


@transaction.atomic
def create_questionnaire(step: Step, *, layout: str = Layout.ONE_PER_PAGE) -> Version:
    """Make an empty questionnaire with its first version."""
    questionnaire = Questionnaire.objects.create(step=step, layout=layout)
    return Version.objects.create(questionnaire=questionnaire)


@transaction.atomic
def write_questions(step: Step, sections: list[SectionSpec], *, actor: Any) -> Version:
    """Replace all the questions of a step that is not open yet, from plain data.

    Keys are made (q1, q2…; c1, c2…; r1, r2…) where none are given. Raises Frozen once open,
    Refused for a condition on a question that does not come before.
    """
    version = step.questionnaire.versions.get(number=1)
    for part in (version.questions.all(), version.sections.all()):
        part.delete()
    questions: dict[str, Question] = {}
    for rank, spec in enumerate(sections):
        section = None
        if spec.get("title"):
            section = Section.objects.create(
                version=version, title=spec["title"], intro=spec.get("intro", ""), position=rank
            )
        for question in spec["questions"]:
            row = _write_question(version, section, question, questions)
            questions[row.key] = row
    event = QuestionsWritten(
        consultation_id=step.consultation_id, step_id=step.pk, version_number=version.number
    )
    record(event, actor=actor)
    return version


def _write_question(
    version: Version, section: Section | None, spec: QuestionSpec, before: dict[str, Question]
) -> Question:
    number = len(before) + 1
    question = Question.objects.create(
        version=version,
        section=section,
        position=number,
        key=spec.get("key") or f"q{number}",
        **{name: value for name, value in spec.items() if name in SETTINGS},
    )
    options = spec.get("choices", [])
    if question.kind == QuestionKind.YES_NO and not options:
        options = [*YES_NO_CHOICES]
    _write_choices(question, Choice.Axis.CHOICE, options)
    _write_choices(question, Choice.Axis.ROW, spec.get("rows", []))
    for condition in spec.get("conditions", []):
        _write_condition(question, condition, before)
    return question


def _write_choices(question: Question, axis: str, options: list[Any]) -> None:
    pairs = [
        (f"{axis[0]}{rank}", option) if isinstance(option, str) else option
        for rank, option in enumerate(options, start=1)
    ]
    Choice.objects.bulk_create(
        Choice(question=question, axis=axis, position=rank, key=key, label=label)
        for rank, (key, label) in enumerate(pairs, start=1)
    )


def _write_condition(question: Question, spec: ConditionSpec, before: dict[str, Question]) -> None:
    if spec["depends_on"] not in before:
        words = _("« %(text)s » dépend d’une question qui ne vient pas avant elle.")
        raise Refused(words % {"text": question.text})
    Condition.objects.create(
        question=question,
        depends_on=before[spec["depends_on"]],
        operator=spec["operator"],
        choice_keys=spec.get("choices", []),
        text=spec.get("text", ""),
    )


@transaction.atomic
def freeze(step: Step) -> None:
    """Make the newest version immutable: residents are about to answer it."""
    version = step.questionnaire.versions.last()
    if version is not None and not version.is_frozen:
        version.frozen_at = now()
        version.save(update_fields=["frozen_at"])
