"""What officers take away: a row per contribution, a column per question, and the questions."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.questionnaire.models import Answer, AnswerChoice
from consultations.components.questionnaire.questions.names import QuestionKind as Kind
from consultations.components.questionnaire.questions.names import letters
from consultations.components.questionnaire.results import Catalogue
from consultations.components.questionnaire.results.catalogue import Entry
from consultations.components.questionnaire.results.counting import sheets_of
from consultations.models import Channel, Contribution, Step, Timeliness
from consultations.registry import Table
from participation.base.clock import local

AT_ONCE = 2000
Row = list[Any]
Slot = tuple[str, str, str]  # question, what of it, choice or row
HIDDEN = frozenset({Contribution.State.HIDDEN, Contribution.State.HELD})
ENVELOPE = (
    "pk",
    "contribution__state",
    "contribution__tracking_code",
    "contribution__received_at",
    "contribution__channel",
    "contribution__timeliness",
    "contribution__hidden_article",
    "contribution__territory__name",
    "contribution__is_anonymous",
    "version__number",
)


def tables(step: Step) -> list[Table]:
    """Give the answers and the questions; rows are read as they are written, in flat memory."""
    catalogue = Catalogue(step)
    layout = Layout(catalogue)
    columns = [*_envelope_columns(step), *layout.columns]
    rows = _Rows(step, catalogue, layout)
    return [
        Table(name=_("Réponses"), columns=columns, rows=rows),
        Table(name=_("Questions"), columns=_question_columns(), rows=_question_rows(catalogue)),
    ]


def _envelope_columns(step: Step) -> list[str]:
    received = _("reçue le (%(zone)s)") % {"zone": step.consultation.zone}
    named = (_("canal"), _("délai"), _("état"), _("masquée : article"), _("territoire"))
    return [_("code"), received, *named, _("version")]


class Layout:
    """Which column each thing said goes to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.columns: list[str] = []
        self.place: dict[Slot, int] = {}
        self.options: dict[str, list[int]] = {}  # the 0/1 columns of a question
        for entry in catalogue:
            self._lay(entry)

    def _lay(self, entry: Entry) -> None:
        title = f"{entry.code} {entry.question.text}"
        if entry.kind in (Kind.SEVERAL_CHOICES, Kind.RANKING):
            self._lay_options(entry)
        elif entry.kind == Kind.MATRIX:
            for number, row in enumerate(entry.rows, 1):
                self._add((entry.key, "row", row.key), f"{entry.code}.{number} {row.label}")
        else:
            self._add((entry.key, "", ""), title)
        if entry.kind == Kind.COMMUNE:
            self._add((entry.key, "code", ""), f"{title} ({_('code officiel')})")
        if entry.question.has_other:
            self._add((entry.key, "other", ""), f"{title} ({_('autre, en clair')})")
        if entry.question.offers_no_answer:
            self._add((entry.key, "none", ""), f"{title} ({_('ne sait pas')})")

    def _lay_options(self, entry: Entry) -> None:
        for number, choice in enumerate(entry.choices):
            label = f"{entry.code}{letters(number)} {choice.label}"
            self._add((entry.key, "choice", choice.key), label)
        if entry.kind == Kind.SEVERAL_CHOICES:
            self.options[entry.key] = [
                self.place[entry.key, "choice", choice.key] for choice in entry.choices
            ]

    def _add(self, slot: Slot, column: str) -> None:
        self.place[slot] = len(self.columns)
        self.columns.append(column)

    def put(self, row: Row, slot: Slot, value: Any) -> None:
        if slot in self.place:
            row[self.place[slot]] = value


class _Rows:
    """The rows of a step: each time they are asked for, read again."""

    def __init__(self, step: Step, catalogue: Catalogue, layout: Layout) -> None:
        self.step, self.catalogue, self.layout = step, catalogue, layout
        self.kinds = {entry.key: entry.kind for entry in catalogue}
        # Said now, in the language of whoever asks: the file is written after the answer begins.
        self.words = {
            one.value: str(one.label) for one in (*Channel, *Timeliness, *Contribution.State)
        }
        self.labels = {
            (entry.key, choice.key): choice.label for entry in catalogue for choice in entry.choices
        }

    def __iter__(self) -> Iterator[Row]:
        """Order by code: who came after whom is nobody's business in an anonymous consultation."""
        sheets = sheets_of(self.step).order_by("contribution__tracking_code").values_list(*ENVELOPE)
        for some in _by(AT_ONCE, sheets.iterator(chunk_size=AT_ONCE)):
            said: dict[int, Row] = {sheet[0]: [None] * len(self.layout.columns) for sheet in some}
            self._read_answers(said, {sheet[0] for sheet in some if sheet[1] in HIDDEN})
            self._read_choices(said)
            for sheet in some:
                yield [*self._envelope(sheet), *said[sheet[0]]]

    def _envelope(self, sheet: Sequence[Any]) -> Row:
        """Give what surrounds the answers; `sheet` holds the values named by `ENVELOPE`."""
        _pk, state, code, received_at, channel, delay, article, place, is_anonymous, version = sheet
        at = local(received_at, self.step.consultation.zone).replace(microsecond=0)
        if is_anonymous:
            at = at.replace(minute=0, second=0)
        told = (self.words[channel], self.words[delay], self.words[state])
        return [code, at, *told, article or None, place, version]

    def _read_answers(self, said: dict[int, Row], hidden: set[int]) -> None:
        """Fill in all but choices. Of a hidden contribution no word leaves; what counts stays."""
        answers = Answer.objects.filter(sheet_id__in=list(said)).order_by()
        for sheet, question, text, other, name, is_none, *values in answers.values_list(
            "sheet_id", "question_id", "text", "other_text", "file__name", "is_no_answer",
            "number", "date", "territory__name", "territory__code",
        ).iterator(chunk_size=AT_ONCE):  # fmt: skip
            words = ("", "", None) if sheet in hidden else (text, other, name)
            self._put(said[sheet], self.catalogue.key_of[question], words, is_none, values)

    def _put(
        self,
        row: Row,
        key: str,
        words: tuple[str, str, str | None],
        is_none: bool,
        values: Sequence[Any],
    ) -> None:
        text, other, file = words
        number, day, place, code = values
        self.layout.put(row, (key, "none", ""), int(is_none))
        if is_none:
            return
        for column in self.layout.options.get(key, ()):
            row[column] = 0
        self.layout.put(row, (key, "other", ""), other or None)
        self.layout.put(row, (key, "code", ""), code)
        value = place or text or file or day or _bare(number)
        self.layout.put(row, (key, "", ""), value)

    def _read_choices(self, said: dict[int, Row]) -> None:
        chosen = AnswerChoice.objects.filter(answer__sheet_id__in=list(said)).order_by()
        names, keys = self.catalogue.choice_key_of, self.catalogue.key_of
        for sheet, question, choice, line, rank in chosen.values_list(
            "answer__sheet_id", "answer__question_id", "choice_id", "row_id", "rank"
        ).iterator(chunk_size=AT_ONCE):
            key, row = keys[question], said[sheet]
            if self.kinds[key] == Kind.MATRIX:
                self.layout.put(row, (key, "row", names[line]), self.labels[key, names[choice]])
            elif self.kinds[key] in (Kind.SEVERAL_CHOICES, Kind.RANKING):
                self.layout.put(row, (key, "choice", names[choice]), rank or 1)
            else:
                self.layout.put(row, (key, "", ""), self.labels[key, names[choice]])


def _bare(number: Decimal | None) -> Any:
    """Write 3.0000 as 3: the database keeps four decimals, people gave none."""
    if number is None:
        return None
    return int(number) if number == int(number) else number.normalize()


def _by(size: int, items: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some


def _question_columns() -> list[str]:
    return [_("code"), _("repère"), _("sorte"), _("texte"), _("aide"), _("obligatoire"), _("choix")]


def _question_rows(catalogue: Catalogue) -> list[Row]:
    """Say what each code means: a row per question, and one per choice or line under it."""
    rows: list[Row] = []
    for entry in catalogue:
        asked = entry.question
        start = [entry.key, str(Kind(entry.kind).label), asked.text]
        rows.append([entry.code, *start, asked.help_text, int(asked.is_required), None])
        choices = [(f"{entry.code}{letters(n)}", one) for n, one in enumerate(entry.choices)]
        lines = [(f"{entry.code}.{n}", one) for n, one in enumerate(entry.rows, 1)]
        rows += [[code, *start, None, None, one.label] for code, one in (*choices, *lines)]
    return rows
