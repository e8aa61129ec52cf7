"""The numbers behind the results, counted by the database: a query per sort of number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from consultations.components.questionnaire.models import Answer, AnswerChoice, AnswerSheet
from consultations.components.questionnaire.questions.names import CHOSEN_KINDS
from consultations.components.questionnaire.questions.names import QuestionKind as Kind
from consultations.components.questionnaire.results.catalogue import Catalogue
from consultations.components.questionnaire.results.path import Path
from consultations.models import COUNTED_STATES, Step

COUNTED = Q(contribution__state__in=COUNTED_STATES)
Pick = tuple[str, str, int | None]  # choice, row, rank


@dataclass
class Tally:
    """What was counted for one question, all versions together."""

    answered: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # by channel
    no_answer: int = 0
    other: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # by channel
    picks: dict[Pick, dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    numbers: dict[Decimal, int] = field(default_factory=lambda: defaultdict(int))
    dates: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    places: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    shown: int = 0

    @property
    def answered_count(self) -> int:
        return sum(self.answered.values())


@dataclass
class Counts:
    """What was counted for a step: sheets by version and channel, and a tally per question."""

    sheets: dict[tuple[int, str], int]
    tallies: dict[str, Tally]

    @property
    def total(self) -> int:
        return sum(self.sheets.values())


def sheets_of(step: Step) -> QuerySet[AnswerSheet]:
    """Sheets that count: sent and not withdrawn; hidden words are still counted."""
    return AnswerSheet.objects.filter(COUNTED, contribution__step=step)


def answers_of(step: Step) -> QuerySet[Answer]:
    return Answer.objects.filter(
        sheet__contribution__step=step, sheet__contribution__state__in=COUNTED_STATES
    )


def count(step: Step, catalogue: Catalogue) -> Counts:
    """Count everything; a sort of number that no question needs costs no query."""
    rows = sheets_of(step).order_by().values_list("version_id", "contribution__channel")
    sheets = {(version, channel): n for version, channel, n in rows.annotate(n=Count("pk"))}
    counts = Counts(sheets, {key: Tally() for key in catalogue.entries})
    _count_answers(step, catalogue, counts)
    _count_picks(step, catalogue, counts)
    _count_values(step, catalogue, counts)
    _count_shown(step, catalogue, counts)
    return counts


def _count_answers(step: Step, catalogue: Catalogue, counts: Counts) -> None:
    rows = (
        answers_of(step)
        .order_by()
        .values_list("question_id", "sheet__contribution__channel")
        .annotate(
            answered=Count("pk", filter=Q(is_no_answer=False)),
            no_answer=Count("pk", filter=Q(is_no_answer=True)),
            other=Count("pk", filter=~Q(other_text="")),
        )
    )
    for question, channel, answered, no_answer, other in rows:
        tally = counts.tallies[catalogue.key_of[question]]
        tally.answered[channel] += answered
        tally.no_answer += no_answer
        tally.other[channel] += other


def _count_picks(step: Step, catalogue: Catalogue, counts: Counts) -> None:
    if not catalogue.kinds & CHOSEN_KINDS:
        return
    rows = (
        AnswerChoice.objects.filter(
            answer__sheet__contribution__step=step,
            answer__sheet__contribution__state__in=COUNTED_STATES,
        )
        .order_by()
        .values_list(
            "answer__question_id",
            "choice_id",
            "row_id",
            "rank",
            "answer__sheet__contribution__channel",
        )
        .annotate(n=Count("pk"))
    )
    names = catalogue.choice_key_of
    for question, choice, row, rank, channel, n in rows:
        tally = counts.tallies[catalogue.key_of[question]]
        tally.picks[names[choice], names[row] if row else "", rank][channel] += n


VALUES: dict[str, tuple[str, tuple[str, ...], Any]] = {
    Kind.NUMBER: ("numbers", ("number",), lambda number: number.normalize() + 0),
    Kind.DATE: ("dates", ("date",), lambda day: day),
    Kind.COMMUNE: ("places", ("territory__name", "territory__code", "text"), None),
}


def _count_values(step: Step, catalogue: Catalogue, counts: Counts) -> None:
    """Count each number, day and place given, grouped by the database."""
    for kind in VALUES.keys() & catalogue.kinds:
        name, columns, read = VALUES[kind]
        rows = (
            answers_of(step)
            .filter(question__kind=kind, is_no_answer=False)
            .order_by()
            .values_list("question_id", *columns)
            .annotate(n=Count("pk"))
        )
        for question, *values, n in rows:
            value = read(values[0]) if read else _place(*values)
            getattr(counts.tallies[catalogue.key_of[question]], name)[value] += n


def _place(name: str | None, code: str | None, typed: str) -> str:
    """Name a place by the list; a town and its namesake are told apart by their codes."""
    return f"{name}\x00{code}" if name else f"{typed.strip()}\x00"


def _count_shown(step: Step, catalogue: Catalogue, counts: Counts) -> None:
    """Count how many people met each question; those without conditions met everybody."""
    filters = Path(catalogue).filters()
    shown: dict[str, int] = {}
    if filters:
        shown = sheets_of(step).aggregate(
            **{f"shown_{key}": Count("pk", filter=wanted) for key, wanted in filters.items()}
        )
    for key, tally in counts.tallies.items():
        tally.shown = shown.get(f"shown_{key}", counts.total)


def summed(by_channel: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for counted in by_channel:
        for channel, n in counted.items():
            total[channel] += n
    return dict(total)
