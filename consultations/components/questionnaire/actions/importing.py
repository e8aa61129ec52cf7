"""Taking in many answered sheets at once: those of a file, of another platform, of paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import ImportedRow
from consultations.components.questionnaire.models import (
    Answer,
    AnswerChoice,
    AnswerSheet,
    Choice,
    Question,
    Version,
)
from consultations.errors import Refused
from consultations.models import Channel, Contribution, ImportBatch, Step
from participation.territories.models import Territory

AT_ONCE = 1000


@dataclass(frozen=True)
class Given:
    """One answer, well formed already. `choices` are keys, in order for a ranking; `rows` gives
    the key of the column chosen for the key of each row of a table.
    """

    text: str = ""
    number: Decimal | None = None
    day: date | None = None
    territory_id: int | None = None
    choices: Sequence[str] = ()
    is_ranked: bool = False
    rows: Mapping[str, str] = field(default_factory=dict)
    other_text: str = ""
    is_no_answer: bool = False


@dataclass(frozen=True)
class TakenSheet:
    """One sheet from elsewhere: its envelope, and its answers by the key of their question."""

    source_id: str
    received_at: datetime
    answers: Mapping[str, Given]
    channel: str = Channel.IMPORTED
    territory_id: int | None = None
    is_published: bool = False


@transaction.atomic
def take_over(
    step: Step, sheets: Sequence[TakenSheet], *, sha256: str, name: str, actor: Any
) -> ImportBatch:
    """Take in all the sheets, or none, as answers to the newest version; each gets its receipt.

    Raises IntegrityError when the same file was taken in before, KeyError for a key the version
    does not have, Refused once the list of receipts is published.
    """
    if hasattr(step.consultation, "ledger"):
        raise Refused(_("La liste des reçus est publiée. On n’ajoute plus rien à la démarche."))
    version = step.questionnaire.versions.latest("number")
    rows = [
        ImportedRow(
            sheet.source_id,
            sheet.received_at,
            sheet.channel,
            is_published=sheet.is_published,
            territory_id=sheet.territory_id,
        )
        for sheet in sheets
    ]
    batch, contributions = heart.import_batch(
        step, sha256=sha256, name=name, rows=rows, actor=actor
    )
    _write_answers(version, sheets, contributions)
    _seal(step, contributions)
    return batch


def _write_answers(
    version: Version, sheets: Sequence[TakenSheet], contributions: list[Contribution]
) -> None:
    questions = {row.key: row for row in version.questions.prefetch_related("choices")}
    stored = AnswerSheet.objects.bulk_create(
        [AnswerSheet(contribution=row, version=version) for row in contributions],
        batch_size=AT_ONCE,
    )
    places = _places(sheets)
    pairs = [
        (_answer(sheet, questions[key], given, places), given)
        for sheet, taken in zip(stored, sheets, strict=True)
        for key, given in taken.answers.items()
    ]
    Answer.objects.bulk_create([answer for answer, _given in pairs], batch_size=AT_ONCE)
    AnswerChoice.objects.bulk_create(
        [chosen for answer, given in pairs for chosen in _chosen(answer, given)],
        batch_size=AT_ONCE,
    )


def _places(sheets: Sequence[TakenSheet]) -> dict[int | None, str]:
    """Name each place given: an answer holds the name as it was then, beside the place."""
    ids = {
        given.territory_id
        for sheet in sheets
        for given in sheet.answers.values()
        if given.territory_id is not None
    }
    rows = Territory.objects.filter(pk__in=ids).order_by()
    return {None: "", **dict(rows.values_list("pk", "name"))}


def _answer(
    sheet: AnswerSheet, question: Question, given: Given, places: Mapping[int | None, str]
) -> Answer:
    return Answer(
        sheet=sheet,
        question=question,
        text=given.text or places[given.territory_id],
        number=given.number,
        date=given.day,
        territory_id=given.territory_id,
        other_text=given.other_text,
        is_no_answer=given.is_no_answer,
    )


def _chosen(answer: Answer, given: Given) -> list[AnswerChoice]:
    """Make the rows of what was chosen: options, a ranking, or a column for each row."""
    known = {(row.axis, row.key): row for row in answer.question.choices.all()}
    options = [
        AnswerChoice(
            answer=answer,
            choice=known[Choice.Axis.CHOICE, key],
            rank=rank if given.is_ranked else None,
        )
        for rank, key in enumerate(given.choices, start=1)
    ]
    columns = [
        AnswerChoice(
            answer=answer,
            row=known[Choice.Axis.ROW, row],
            choice=known[Choice.Axis.CHOICE, column],
        )
        for row, column in given.rows.items()
    ]
    return [*options, *columns]


def _seal(step: Step, contributions: list[Contribution]) -> None:
    """Hash each sheet as the component reads it back: what is stored is what is sealed."""
    wanted = {contribution.pk for contribution in contributions}
    pairs = [pair for pair in step.component.payloads(step) if pair[0].pk in wanted]
    heart.seal_batch([row for row, _payload in pairs], [payload for _row, payload in pairs])
