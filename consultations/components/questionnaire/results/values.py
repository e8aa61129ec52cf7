"""What was written as a value, as charts and facts: numbers, dates, places."""

from django.utils.translation import gettext as _

from consultations.components.questionnaire.results.catalogue import Entry
from consultations.components.questionnaire.results.counting import Tally
from consultations.components.questionnaire.results.masking import Masked, group_small, mask_line
from consultations.components.questionnaire.results.numbers import (
    date_bins,
    mean,
    median,
    number_bins,
)
from consultations.components.questionnaire.results.shapes import Chart, QuestionResult
from participation.ui import typography
from participation.ui.written import Written

MOST_PLACES = 15


def number(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    """Middle and mean; the extremes too, unless the bins that hold them are masked."""
    bins = number_bins(tally.numbers)
    shown = mask_line([one.count for one in bins])
    pairs = [(one.label, count) for one, count in zip(bins, shown, strict=True)]
    unit, decimals = entry.question.unit, entry.question.decimals
    result.charts.append(Chart(Written(entry.question.text), pairs, tally.answered_count))
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


def date(entry: Entry, tally: Tally, result: QuestionResult) -> None:
    bins = date_bins(tally.dates)
    shown = mask_line([one.count for one in bins])
    pairs = [(one.label, count) for one, count in zip(bins, shown, strict=True)]
    result.charts.append(Chart(Written(entry.question.text), pairs, tally.answered_count))


def places(entry: Entry, tally: Tally, result: QuestionResult) -> None:
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
    result.charts.append(
        Chart(Written(entry.question.text), pairs, tally.answered_count, note=note)
    )
