"""From what was counted to what may be shown of each question."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from consultations.components.questionnaire.questions.names import QuestionKind as Kind
from consultations.components.questionnaire.results.catalogue import Catalogue, Entry
from consultations.components.questionnaire.results.choosing import (
    channels_of,
    choose_one,
    choose_several,
    labels_of,
    matrix,
    ranking,
    scale,
)
from consultations.components.questionnaire.results.counting import Counts, Tally
from consultations.components.questionnaire.results.masking import (
    THRESHOLD,
    Masked,
    is_small,
    mask_line,
)
from consultations.components.questionnaire.results.shapes import Base, Grid, QuestionResult
from consultations.components.questionnaire.results.values import date, number, places


def shape(catalogue: Catalogue, counts: Counts) -> list[QuestionResult]:
    """Give the results of each question, in order, masked by the rule of `masking`."""
    shaped = {entry.key: _shape(entry, counts) for entry in catalogue}
    for entry in catalogue:
        sources = {catalogue.key_of[one.depends_on_id] for one in entry.question.conditions.all()}
        if any(shaped[key].has_masks or shaped[key].is_masked for key in sources):
            _hide_path(shaped[entry.key].base)
    return list(shaped.values())


def _shape(entry: Entry, counts: Counts) -> QuestionResult:
    tally = counts.tallies[entry.key]
    result = QuestionResult(
        key=entry.key,
        code=entry.code,
        text=entry.question.text,
        kind=entry.kind,
        section=entry.question.section.title if entry.question.section else "",
        base=_base(entry, tally, counts.total),
        is_masked=is_small(tally.answered_count),
    )
    if tally.answered_count >= THRESHOLD:
        SHAPES[entry.kind](entry, tally, result)
        if entry.kind not in SPLIT_KINDS:
            _split_answered(tally, result)
    return result


def _base(entry: Entry, tally: Tally, total: int) -> Base:
    """Say whom the question reached.

    A blank says nothing about anybody and is always counted; a path does (« has a child »), so
    it is masked like any answer.
    """
    is_conditional = bool(entry.question.conditions.all())
    base = Base(
        total=total,
        shown=tally.shown,
        answered=tally.answered_count,
        no_answer=tally.no_answer,
        skipped=max(0, tally.shown - tally.answered_count - tally.no_answer),
        not_shown=total - tally.shown,
        is_conditional=is_conditional,
    )
    if is_conditional and None in mask_line([tally.shown, total - tally.shown]):
        _hide_path(base)
    return base


def _hide_path(base: Base) -> None:
    base.shown = base.not_shown = base.skipped = None


def _nothing(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Words and files are not counted further; published words are listed apart."""


def _split_answered(tally: Tally, result: QuestionResult) -> None:
    channels = channels_of(tally)
    if len(channels) > 1:
        shown = mask_line([tally.answered[channel] for channel in channels])
        rows: list[tuple[str, list[Masked | str]]] = [
            (_("Réponses"), [*shown, tally.answered_count])
        ]
        columns = [*labels_of(channels), _("Ensemble")]
        result.grids.append(Grid(_("Par canal"), columns, rows, is_detail=True))


SPLIT_KINDS = frozenset({Kind.ONE_CHOICE, Kind.YES_NO, Kind.SEVERAL_CHOICES, Kind.SCALE})
SHAPES: dict[str, Callable[[Entry, Tally, QuestionResult], None]] = {
    Kind.ONE_CHOICE: choose_one,
    Kind.YES_NO: choose_one,
    Kind.SEVERAL_CHOICES: choose_several,
    Kind.SCALE: scale,
    Kind.RANKING: ranking,
    Kind.MATRIX: matrix,
    Kind.NUMBER: number,
    Kind.DATE: date,
    Kind.COMMUNE: places,
    Kind.SHORT_TEXT: _nothing,
    Kind.LONG_TEXT: _nothing,
    Kind.FILE: _nothing,
}
