"""From what was counted to what may be shown: one function per sort of question."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from consultations.components.questionnaire.questions.names import QuestionKind as Kind
from consultations.components.questionnaire.results.catalogue import Catalogue, Entry
from consultations.components.questionnaire.results.counting import Counts, Tally, summed
from consultations.components.questionnaire.results.masking import (
    THRESHOLD,
    Masked,
    group_small,
    is_small,
    mask_each,
    mask_line,
    mask_table,
)
from consultations.components.questionnaire.results.numbers import (
    date_bins,
    mean,
    median,
    middles,
    number_bins,
)
from consultations.components.questionnaire.results.shapes import (
    Base,
    Chart,
    Grid,
    QuestionResult,
)
from consultations.models import Channel
from participation.ui import typography

MOST_PLACES = 15


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
        kind_label=str(Kind(entry.kind).label),
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


def channels_of(tally: Tally) -> list[str]:
    """The channels by which this question was answered, in their usual order."""
    return [channel for channel in Channel.values if tally.answered.get(channel)]


def _labels(channels: list[str]) -> list[str]:
    return [str(Channel(channel).label) for channel in channels]


Rows = list[tuple[str, dict[str, int]]]  # a label, and how many by channel


def _option_rows(entry: Entry, tally: Tally) -> Rows:
    rows: Rows = [
        (choice.label, summed(n for pick, n in tally.picks.items() if pick[0] == choice.key))
        for choice in entry.choices
    ]
    if entry.question.has_other:
        rows.append((_("Autre"), dict(tally.other)))
    return rows


def _choose_one(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Options share the answers out: they add up, within each channel and in all."""
    rows, channels = _option_rows(entry, tally), channels_of(tally)
    if len(channels) == 1:
        _bars(entry, tally, result, rows, mask_line([sum(row[1].values()) for row in rows]))
        return
    table = mask_table([[row[1].get(channel, 0) for channel in channels] for row in rows])
    _bars(entry, tally, result, rows, [table[i][-1] for i in range(len(rows))])
    labels = [*(row[0] for row in rows), _("Ensemble")]
    result.grids.append(_by_channel(channels, labels, table))


def _choose_several(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Each person chose as many as they liked: options do not add up, their channels do."""
    rows, channels = _option_rows(entry, tally), channels_of(tally)
    lines = [mask_line([row[1].get(channel, 0) for channel in channels]) for row in rows]
    totals = mask_each([sum(row[1].values()) for row in rows])
    _bars(entry, tally, result, rows, totals)
    result.charts[0].note = _("Plusieurs choix possibles : le total dépasse 100 %.")
    if len(channels) > 1:
        table = [[*line, total] for line, total in zip(lines, totals, strict=True)]
        result.grids.append(_by_channel(channels, [row[0] for row in rows], table))


def _scale(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    _choose_one(entry, tally, result)
    places = {
        rank: count
        for rank, (_label, by_channel) in enumerate(_option_rows(entry, tally))
        if (count := sum(by_channel.values()))
    }
    low, high = (entry.choices[place].label for place in middles(places))
    between = _("entre « %(low)s » et « %(high)s »") % {"low": low, "high": high}
    result.facts.append((_("Réponse médiane"), low if low == high else between))


def _bars(
    entry: Entry, tally: Tally, result: QuestionResult, rows: Rows, counts: list[Masked]
) -> None:
    pairs = [(row[0], count) for row, count in zip(rows, counts, strict=True)]
    result.charts.append(Chart(entry.question.text, pairs, tally.answered_count))


def _by_channel(channels: list[str], labels: list[str], table: list[list[Masked]]) -> Grid:
    return Grid(
        caption=_("Par canal"),
        columns=[*_labels(channels), _("Ensemble")],
        rows=[(label, [*row]) for label, row in zip(labels, table, strict=True)],
        is_detail=True,
    )


def _ranking(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """How many put each proposal at each place, and the mean place where nothing is masked.

    With a mean beside it, a masked place could be worked out.
    """
    ranks = range(1, max(rank or 0 for _choice, _row, rank in tally.picks) + 1)
    counted = [
        [sum(tally.picks.get((choice.key, "", rank), {}).values()) for rank in ranks]
        for choice in entry.choices
    ]
    rows: list[tuple[str, list[Masked | str]]] = []
    for choice, given, shown in zip(entry.choices, counted, mask_table(counted), strict=False):
        average = "" if None in shown or not sum(given) else _average(given)
        rows.append((choice.label, [average or _("masqué"), *shown]))
    places = [_("Rang %(rank)s") % {"rank": rank} for rank in ranks]
    columns = [_("Rang moyen"), *places, _("Réponses")]
    result.grids.append(Grid(_("Nombre de fois à chaque rang"), columns, rows))


def _average(places: list[int]) -> str:
    points = sum(rank * count for rank, count in enumerate(places, start=1))
    return typography.number(round(points / sum(places), 1), 1)


def _matrix(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    rows: list[tuple[str, list[Masked | str]]] = []
    for row in entry.rows:
        counted = [
            sum(tally.picks.get((choice.key, row.key, None), {}).values())
            for choice in entry.choices
        ]
        total = sum(counted)
        shown = [None] * len(counted) if is_small(total) else mask_line(counted)
        rows.append((row.label, [*shown, None if is_small(total) else total]))
    columns = [*(choice.label for choice in entry.choices), _("Réponses")]
    result.grids.append(Grid(_("Réponses par ligne"), columns, rows))


def _number(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Middle and mean; the extremes too, unless the bins that hold them are masked."""
    bins = number_bins(tally.numbers)
    shown = mask_line([one.count for one in bins])
    pairs = [(one.label, count) for one, count in zip(bins, shown, strict=True)]
    unit, decimals = entry.question.unit, entry.question.decimals
    result.charts.append(Chart(entry.question.text, pairs, tally.answered_count))
    facts = [
        (_("Minimum"), min(tally.numbers) if shown[0] is not None else None, decimals),
        (_("Médiane"), median(tally.numbers), decimals + 1),
        (_("Moyenne"), mean(tally.numbers), decimals + 1),
        (_("Maximum"), max(tally.numbers) if shown[-1] is not None else None, decimals),
    ]
    for label, value, digits in facts:
        if value is not None:
            text = typography.number(round(value, digits).normalize() + 0)
            result.facts.append((label, f"{text}{typography.NBSP}{unit}" if unit else text))


def _date(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    bins = date_bins(tally.dates)
    shown = mask_line([one.count for one in bins])
    pairs = [(one.label, count) for one, count in zip(bins, shown, strict=True)]
    result.charts.append(Chart(entry.question.text, pairs, tally.answered_count))


def _places(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Places with at least five answers; namesakes are told apart by their codes."""
    kept, rest = group_small(tally.places)
    names = [name.partition("\x00")[0] for name, _count in kept]
    pairs: list[tuple[str, Masked]] = []
    for name, count in kept[:MOST_PLACES]:
        label, _nul, code = name.partition("\x00")
        pairs.append((f"{label} ({code})" if names.count(label) > 1 and code else label, count))
    rest += sum(count for _name, count in kept[MOST_PLACES:])
    if rest:
        pairs.append((_("Autres lieux"), rest))
    note = _("Un lieu cité moins de 5 fois n’est pas nommé.")
    result.charts.append(Chart(entry.question.text, pairs, tally.answered_count, note=note))


def _nothing(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Words and files are not counted further; published words are listed apart."""


def _split_answered(tally: Tally, result: QuestionResult) -> None:
    channels = channels_of(tally)
    if len(channels) > 1:
        shown = mask_line([tally.answered[channel] for channel in channels])
        rows: list[tuple[str, list[Masked | str]]] = [
            (_("Réponses"), [*shown, tally.answered_count])
        ]
        columns = [*_labels(channels), _("Ensemble")]
        result.grids.append(Grid(_("Par canal"), columns, rows, is_detail=True))


SPLIT_KINDS = frozenset({Kind.ONE_CHOICE, Kind.YES_NO, Kind.SEVERAL_CHOICES, Kind.SCALE})
SHAPES: dict[str, Callable[[Entry, Tally, QuestionResult], None]] = {
    Kind.ONE_CHOICE: _choose_one,
    Kind.YES_NO: _choose_one,
    Kind.SEVERAL_CHOICES: _choose_several,
    Kind.SCALE: _scale,
    Kind.RANKING: _ranking,
    Kind.MATRIX: _matrix,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.COMMUNE: _places,
    Kind.SHORT_TEXT: _nothing,
    Kind.LONG_TEXT: _nothing,
    Kind.FILE: _nothing,
}
