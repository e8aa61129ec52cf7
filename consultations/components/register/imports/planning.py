"""What taking a file over would do, said before anything is done."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from django.utils.translation import gettext as _

from consultations.components.register.actions import TakenOver, entries_by_source
from consultations.components.register.imports.mapping import Mapping
from consultations.components.register.imports.reading import Reader
from consultations.components.register.imports.source import Source
from consultations.models import ImportBatch, Step

Numbered: TypeAlias = tuple[int, TakenOver]


@dataclass(frozen=True)
class Problem:
    """A line of the file, and what is wrong there."""

    line: int
    message: str


@dataclass
class Plan:
    """The rows in the order they are taken in (an answer after what it answers), or why not."""

    source: Source
    rows: list[TakenOver] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    batch: ImportBatch | None = None  # set when this very file was taken in before
    answers: int = 0

    @property
    def is_known(self) -> bool:
        return self.batch is not None

    @property
    def unattached(self) -> list[TakenOver]:
        return [row for row in self.rows if row.absent_parent]

    @property
    def hidden(self) -> list[TakenOver]:
        return [row for row in self.rows if row.is_hidden]

    def count_by(self, name: str) -> list[tuple[str, int]]:
        """Count the rows by `theme`, `stance` or `channel`, the most numerous first."""
        named = (
            row.channel if name == "channel" else getattr(row.words, name) for row in self.rows
        )
        return Counter(named).most_common()


def make_plan(step: Step, source: Source, mapping: Mapping) -> Plan:
    """Read and check a whole file against what the step holds; nothing is changed."""
    mapping.check(source)
    known = ImportBatch.objects.filter(consultation=step.consultation, sha256=source.sha256)
    plan = Plan(source, batch=known.first())
    if plan.is_known:
        return plan
    reader = Reader(mapping, step.consultation.tzinfo)
    read: list[Numbered] = []
    for row in source.rows:
        taken = reader.read(row)
        plan.problems.extend(Problem(row.line, message) for message in reader.problems)
        if taken is not None:
            read.append((row.line, taken))
    plan.problems.extend(_same_number_twice(step, read))
    _attach(plan, step, read)
    plan.problems.sort(key=lambda problem: problem.line)
    return plan


def _same_number_twice(step: Step, read: Iterable[Numbered]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    read = list(read)
    before = entries_by_source(step, {row.source_id for _line, row in read})
    for line, row in read:
        if row.source_id in seen:
            yield Problem(
                line,
                _("Le numéro « %(id)s » est déjà à la ligne %(line)d.")
                % {"id": row.source_id, "line": seen[row.source_id]},
            )
        elif row.source_id in before:
            message = _("Le numéro « %(id)s » a déjà été repris d’un autre fichier.")
            yield Problem(line, message % {"id": row.source_id})
        seen.setdefault(row.source_id, line)


def _attach(plan: Plan, step: Step, read: list[Numbered]) -> None:
    """Put each row after what it answers; say which rows answer something that is not here."""
    here = {row.source_id: row for _line, row in read}
    wanted = {row.parent_source for _line, row in read if row.parent_source}
    before = entries_by_source(step, wanted - here.keys())
    placed: dict[str, TakenOver] = {}
    for line, row in read:
        chain = _chain(row, here, placed)
        if chain is None:
            plan.problems.append(Problem(line, _("Cette ligne finit par répondre à elle-même.")))
            continue
        for link in chain:
            placed[link.source_id] = _with_parent(link, here.keys() | before.keys())
    plan.rows = list(placed.values())
    plan.answers = sum(bool(row.parent_source) for row in plan.rows)


def _chain(
    row: TakenOver, here: dict[str, TakenOver], placed: dict[str, TakenOver]
) -> list[TakenOver] | None:
    """Give the rows to place before this one, and itself; None when they turn in a circle."""
    chain: list[TakenOver] = []
    seen: set[str] = set()
    link: TakenOver | None = row
    while link is not None and link.source_id not in placed:
        if link.source_id in seen:
            return None
        seen.add(link.source_id)
        chain.append(link)
        link = here.get(link.parent_source)
    return chain[::-1]


def _with_parent(row: TakenOver, present: Iterable[str]) -> TakenOver:
    if not row.parent_source or row.parent_source in present:
        return row
    return replace(row, parent_source="", absent_parent=row.parent_source)
