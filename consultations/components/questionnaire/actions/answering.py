"""Sending answers, correcting them, erasing them: what was on the path, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.questionnaire.actions.drafts import forget_files
from consultations.components.questionnaire.models import Answer, AnswerChoice, AnswerSheet
from consultations.components.questionnaire.queries import (
    Walk,
    asked_questions,
    current_version,
    walk_of,
)
from consultations.components.questionnaire.questions import Asked, Said
from consultations.errors import AlreadyReceived, EditedElsewhere, Refused
from consultations.models import Contribution
from participation.base.databases import for_update


class Incomplete(Refused):
    """Answers that are missing or wrong; `walk` says which."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        super().__init__(_("Complétez les réponses signalées avant d’envoyer."))


class Blank(Refused):
    """Nothing was answered: an empty sheet is never sent by accident."""


@transaction.atomic
def send(sheet: AnswerSheet, submission: Submission, *, revision: int | None) -> Contribution:
    """Send a draft: its answers become rows, its envelope is received and sealed.

    Raises what `receive` raises (AlreadyReceived for a repeated form), EditedElsewhere when
    `revision` is not the one the person checked, Incomplete or Blank when it cannot be sent yet.
    """
    draft: Contribution = for_update(
        Contribution.objects.filter(pk=sheet.contribution_id).select_related("step__consultation")
    ).get()
    if not draft.is_draft:
        raise AlreadyReceived(draft)
    sheet.refresh_from_db()
    walk = _checked(sheet, draft, revision)
    contribution = heart.receive(draft.step, _placed(submission, walk), draft=draft)
    _settle(sheet, walk)
    if contribution.is_anonymous:
        _forget_when(sheet)
    return heart.seal(contribution, actor=submission.author)


def _placed(submission: Submission, walk: Walk) -> Submission:
    """File the contribution under the first place that was answered, if none was given."""
    places = (said.territory_id for _asked, said in walk.answers if said.territory_id)
    return replace(submission, territory_id=submission.territory_id or next(places, None))


def _checked(sheet: AnswerSheet, draft: Contribution, revision: int | None) -> Walk:
    if revision is not None and revision != draft.revision:
        raise EditedElsewhere(
            _("Vos réponses ont changé depuis cette page. Relisez-les, puis envoyez-les.")
        )
    version = current_version(draft.step) or sheet.version
    sheet.version = version
    walk = walk_of(sheet, asked_questions(version), version.questionnaire.layout)
    return _complete(walk)


def _complete(walk: Walk) -> Walk:
    if walk.errors:
        raise Incomplete(walk)
    if not any(said.is_answered for _asked, said in walk.answers):
        raise Blank(_("Répondez à au moins une question avant d’envoyer."))
    return walk


def _settle(sheet: AnswerSheet, walk: Walk) -> None:
    """Turn what was typed into rows; files of hidden or changed answers go."""
    sheet.answers.all().delete()
    write_answers(sheet, walk.answers)
    forget_files(list(sheet.files.filter(answer=None)))
    sheet.save(update_fields=["version"])
    _clear_typed(sheet)


def _clear_typed(sheet: AnswerSheet) -> None:
    """Keep nothing of the draft beside the answers: neither fields nor address."""
    sheet.typed, sheet.writers, sheet.reminder_email = {}, {}, ""
    sheet.save(update_fields=["typed", "writers", "reminder_email"])


def write_answers(sheet: AnswerSheet, answers: Iterable[tuple[Asked, Said]]) -> None:
    """Write the rows of a sheet that has none: one per answer, one per thing chosen."""
    pairs = list(answers)
    rows = Answer.objects.bulk_create(
        Answer(
            sheet=sheet,
            question_id=asked.pk,
            text=said.text,
            number=said.number,
            date=said.date,
            territory_id=said.territory_id,
            is_no_answer=said.is_no_answer,
            other_text=said.other_text,
        )
        for asked, said in pairs
    )
    AnswerChoice.objects.bulk_create(
        choice
        for row, (asked, said) in zip(rows, pairs, strict=True)
        for choice in _chosen(row, asked, said)
    )
    for row, (_question, said) in zip(rows, pairs, strict=True):
        if said.file is not None:
            sheet.files.filter(pk=said.file.pk).update(answer=row)


def _chosen(row: Answer, asked: Asked, said: Said) -> list[AnswerChoice]:
    options = {option.key: option.pk for option in asked.options}
    lines = {line.key: line.pk for line in asked.rows}
    return [
        AnswerChoice(
            answer=row,
            choice_id=options[pick.key],
            row_id=lines[pick.row] if pick.row else None,
            rank=pick.rank,
        )
        for pick in said.picked
    ]


def _forget_when(sheet: AnswerSheet) -> None:
    """In an anonymous consultation not even the minute of the first question is kept."""
    sheet.opened_at = None
    sheet.save(update_fields=["opened_at"])


@transaction.atomic
def confirm_correction(
    contribution: Contribution, *, actor: Any, arrived_at: datetime
) -> Contribution:
    """Replace what was sent by the correction, at once, and seal it again.

    Raises TooLate when the step has closed, Incomplete or Blank when it cannot be sent.
    """
    row: Contribution = for_update(
        Contribution.objects.filter(pk=contribution.pk).select_related("step__consultation")
    ).get()
    sheet = AnswerSheet.objects.select_related("version__questionnaire").get(contribution=row)
    if not sheet.typed:
        return row
    layout = sheet.version.questionnaire.layout
    _settle(sheet, _complete(walk_of(sheet, asked_questions(sheet.version), layout)))
    return heart.correct(row, actor=actor, arrived_at=arrived_at)


@transaction.atomic
def drop_correction(contribution: Contribution) -> None:
    """Leave what was sent as it is."""
    sheet = AnswerSheet.objects.get(contribution=contribution)
    _clear_typed(sheet)
    forget_files(list(sheet.files.filter(answer=None)))


@transaction.atomic
def erase(contribution: Contribution) -> None:
    """Remove what a person said: answers, files, and what was typed and not sent."""
    sheet = AnswerSheet.objects.filter(contribution=contribution).first()
    if sheet is None:
        return
    sheet.answers.all().delete()
    forget_files(list(sheet.files.all()))
    _clear_typed(sheet)
