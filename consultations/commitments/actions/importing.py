"""Measures from a file, by their number: all of it or nothing, and the same file twice is once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.commitments import events
from consultations.commitments.actions.progress import push_back, set_status
from consultations.commitments.actions.tree import write_branch, write_measure
from consultations.commitments.choices import Status
from consultations.commitments.imports.reading import Row
from consultations.commitments.models import Branch, Measure, Plan
from consultations.errors import Refused
from participation.base.events import record
from participation.base.text import folded, one_line

FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
TEXTS = {
    "titre": "title",
    "description": "summary",
    "responsable": "responsible",
    "referent": "referent_role",
}


@dataclass
class Line:
    """What one row would do: add, change or nothing; or what is wrong with it."""

    number: int
    external_id: str
    title: str
    what: str = "same"  # added, changed, same, refused
    problem: str = ""


@dataclass
class Report:
    """What a file does, or would do."""

    lines: list[Line] = field(default_factory=list)

    def count(self, what: str) -> int:
        return sum(line.what == what for line in self.lines)

    @property
    def added(self) -> int:
        return self.count("added")

    @property
    def changed(self) -> int:
        return self.count("changed")

    @property
    def same(self) -> int:
        return self.count("same")

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.problem]


@transaction.atomic
def import_measures(
    plan: Plan, rows: Sequence[Row], *, actor: Any, reason: str = "", is_rehearsal: bool = False
) -> Report:
    """Add and change measures by their number. When one row is refused, none is taken.

    A rehearsal does all of it and undoes it, so that the preview says exactly what would happen.
    A row's own `raison` goes before the common `reason`, which published changes need.
    """
    report, seen = Report(), set[str]()
    for row in rows:
        line = Line(row.number, row.cells.get("numero", ""), row.cells.get("titre", ""))
        report.lines.append(line)
        if line.external_id in seen:
            line.what, line.problem = "refused", _("Ce numéro est déjà plus haut dans le fichier.")
            continue
        seen.add(line.external_id)
        try:
            with transaction.atomic():
                line.what = _take(plan, row, reason=row.cells.get("raison") or reason, actor=actor)
        except Refused as refusal:
            line.what, line.problem = "refused", str(refusal.message)
    if is_rehearsal or report.refused:
        transaction.set_rollback(True)
        return report
    if report.added or report.changed:
        event = events.MeasuresImported(plan_id=plan.pk, added=report.added, changed=report.changed)
        record(event, actor=actor)
    return report


def _take(plan: Plan, row: Row, *, reason: str, actor: Any) -> str:
    number = one_line(row.cells.get("numero", ""))
    if not number or len(number) > 40:
        raise Refused(_("Donnez un numéro de 1 à 40 signes."))
    given: dict[str, Any] = {
        name: row.cells[column] for column, name in TEXTS.items() if column in row.cells
    }
    _refuse_long(given)
    if "branche" in row.cells:
        given["branch"] = _branch(plan, row.cells["branche"], actor=actor)
    due_on = _day(row.cells.get("echeance", ""))
    status = _status(row.cells.get("etat", ""))
    measure = Measure.objects.filter(plan=plan, external_id=number).first()
    if measure is None:
        measure = write_measure(plan, external_id=number, actor=actor, due_on=due_on, **given)
        if status:
            set_status(measure, status, actor=actor, text=reason)
        return "added"
    before = _state(measure)
    write_measure(plan, measure=measure, actor=actor, reason=reason, **given)
    if due_on is not None and due_on != measure.due_on:
        push_back(measure, due_on=due_on, text=reason, actor=actor)
    if status and status != measure.status:
        set_status(measure, status, actor=actor, text=reason)
    return "same" if _state(Measure.objects.get(pk=measure.pk)) == before else "changed"


def _state(measure: Measure) -> tuple[Any, ...]:
    names = ("title", "summary", "responsible", "referent_role", "branch_id", "due_on", "status")
    return tuple(getattr(measure, name) for name in names)


def _refuse_long(given: dict[str, Any]) -> None:
    for name, value in given.items():
        field: Any = Measure._meta.get_field(name)
        if field.max_length and len(value) > field.max_length:
            words = {"field": field.verbose_name, "most": field.max_length}
            raise Refused(_("« %(field)s » dépasse %(most)d signes.") % words)


def _branch(plan: Plan, written: str, *, actor: Any) -> Branch | None:
    """Find the branch written « Axe > Engagement », and add what is missing of it."""
    parent: Branch | None = None
    for title in filter(None, map(one_line, written.split(">"))):
        found = Branch.objects.filter(plan=plan, parent=parent, title=title).first()
        parent = found or write_branch(plan, title=title[:200], parent=parent, actor=actor)
    return parent


def _day(written: str) -> date | None:
    if not written:
        return None
    found = FRENCH_DAY.fullmatch(written)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(written)
    except ValueError:
        pass
    raise Refused(_("« %(day)s » n’est pas une date. Écrivez 31/12/2027.") % {"day": written})


def _status(written: str) -> str:
    if not written:
        return ""
    for status in Status:
        if folded(written) in (folded(status.value), folded(str(status.label))):
            return status.value
    known = ", ".join(str(status.label).lower() for status in Status)
    raise Refused(
        _("« %(state)s » n’est pas un état connu : %(known)s.") % {"state": written, "known": known}
    )
