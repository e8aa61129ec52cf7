"""What was chosen, as charts and tables: one choice or several, a scale, a ranking, a table."""

from django.utils.translation import gettext as _

from consultations.components.questionnaire.results.catalogue import Entry
from consultations.components.questionnaire.results.counting import Tally, summed
from consultations.components.questionnaire.results.masking import (
    Masked,
    is_small,
    mask_each,
    mask_line,
    mask_table,
)
from consultations.components.questionnaire.results.numbers import middles
from consultations.components.questionnaire.results.shapes import Chart, Grid, QuestionResult
from consultations.models import Channel
from participation.ui import typography
from participation.ui.written import Written

Rows = list[tuple[str, dict[str, int]]]  # a label, and how many by channel


def channels_of(tally: Tally) -> list[str]:
    """The channels by which this question was answered, in their usual order."""
    return [channel for channel in Channel.values if tally.answered.get(channel)]


def labels_of(channels: list[str]) -> list[str]:
    return [str(Channel(channel).label) for channel in channels]


def _option_rows(entry: Entry, tally: Tally) -> Rows:
    rows: Rows = [
        (
            Written(choice.label),
            summed(n for pick, n in tally.picks.items() if pick[0] == choice.key),
        )
        for choice in entry.choices
    ]
    if entry.question.has_other:
        rows.append((_("Autre"), dict(tally.other)))
    return rows


def choose_one(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Options share the answers out: they add up, within each channel and in all."""
    rows, channels = _option_rows(entry, tally), channels_of(tally)
    if len(channels) == 1:
        _bars(entry, tally, result, rows, mask_line([sum(row[1].values()) for row in rows]))
        return
    table = mask_table([[row[1].get(channel, 0) for channel in channels] for row in rows])
    _bars(entry, tally, result, rows, [table[i][-1] for i in range(len(rows))])
    labels = [*(row[0] for row in rows), _("Ensemble")]
    result.grids.append(_by_channel(channels, labels, table))


def choose_several(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Each person chose as many as they liked: options do not add up, their channels do."""
    rows, channels = _option_rows(entry, tally), channels_of(tally)
    lines = [mask_line([row[1].get(channel, 0) for channel in channels]) for row in rows]
    totals = mask_each([sum(row[1].values()) for row in rows])
    _bars(entry, tally, result, rows, totals)
    result.charts[0].note = _("Plusieurs choix possibles : le total dépasse 100 %.")
    if len(channels) > 1:
        table = [[*line, total] for line, total in zip(lines, totals, strict=True)]
        result.grids.append(_by_channel(channels, [row[0] for row in rows], table))


def scale(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    choose_one(entry, tally, result)
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
    result.charts.append(Chart(Written(entry.question.text), pairs, tally.answered_count))


def _by_channel(channels: list[str], labels: list[str], table: list[list[Masked]]) -> Grid:
    return Grid(
        caption=_("Par canal"),
        columns=[*labels_of(channels), _("Ensemble")],
        rows=[(label, [*row]) for label, row in zip(labels, table, strict=True)],
        is_detail=True,
    )


def ranking(entry: Entry, tally: Tally, result: QuestionResult) -> None:
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
        rows.append((Written(choice.label), [average or _("masqué"), *shown]))
    places = [_("Rang %(rank)s") % {"rank": rank} for rank in ranks]
    columns = [_("Rang moyen"), *places, _("Réponses")]
    result.grids.append(Grid(_("Nombre de fois à chaque rang"), columns, rows))


def _average(places: list[int]) -> str:
    points = sum(rank * count for rank, count in enumerate(places, start=1))
    return typography.number(round(points / sum(places), 1), 1)


def matrix(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    rows: list[tuple[str, list[Masked | str]]] = []
    for row in entry.rows:
        counted = [
            sum(tally.picks.get((choice.key, row.key, None), {}).values())
            for choice in entry.choices
        ]
        total = sum(counted)
        shown = [None] * len(counted) if is_small(total) else mask_line(counted)
        rows.append((Written(row.label), [*shown, None if is_small(total) else total]))
    columns = [*(Written(choice.label) for choice in entry.choices), _("Réponses")]
    result.grids.append(Grid(_("Réponses par ligne"), columns, rows))
