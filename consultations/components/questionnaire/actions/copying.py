"""Carrying the questions of one version over to another."""

from django.db import transaction

from consultations.components.questionnaire.models import (
    SETTINGS,
    Choice,
    Condition,
    Question,
    Section,
    Version,
)


@transaction.atomic
def copy_version(source: Version, target: Version) -> None:
    """Copy every part of a version into an empty one that is not frozen; keys stay."""
    sections = {
        section.pk: Section.objects.create(
            version=target, title=section.title, intro=section.intro, position=section.position
        )
        for section in source.sections.all()
    }
    copies: dict[int, Question] = {}
    for question in source.questions.prefetch_related("choices", "conditions"):
        copied = Question.objects.create(
            version=target,
            section=sections.get(question.section_id or 0),
            position=question.position,
            key=question.key,
            **{name: getattr(question, name) for name in SETTINGS},
        )
        copies[question.pk] = copied
        _copy_choices(question, copied)
        _copy_conditions(question, copies)


def _copy_choices(question: Question, copied: Question) -> None:
    Choice.objects.bulk_create(
        Choice(
            question=copied,
            axis=choice.axis,
            position=choice.position,
            key=choice.key,
            label=choice.label,
        )
        for choice in question.choices.all()
    )


def _copy_conditions(question: Question, copies: dict[int, Question]) -> None:
    """Copy what shows a question; those it depends on come before it, and are copied already."""
    Condition.objects.bulk_create(
        Condition(
            question=copies[question.pk],
            depends_on=copies[condition.depends_on_id],
            operator=condition.operator,
            text=condition.text,
            choice_keys=condition.choice_keys,
        )
        for condition in question.conditions.all()
    )
