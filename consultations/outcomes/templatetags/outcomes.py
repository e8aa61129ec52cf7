"""What became of promises, in templates: `{% load outcomes %}`."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.outcomes.models import Guarantor
from participation.ui.typography import day

register = template.Library()


@register.filter
def clocks(guarantor: Guarantor) -> list[dict[str, Any]]:
    """`{{ guarantor|clocks }}`: the report and its answer, for `ui/timeline.html`."""
    report = _clock(
        _("Le bilan du garant"),
        guarantor.report_due_on,
        guarantor.reported_on,
        guarantor.report_days_late,
    )
    answer = _clock(
        _("La réponse de l’organisme au bilan"),
        guarantor.answer_due_on,
        guarantor.answered_on,
        guarantor.answer_days_late,
    )
    if guarantor.answer_due_on is None:
        months = guarantor.answer_months
        said = ngettext("%(n)d mois après le bilan", "%(n)d mois après le bilan", months)
        answer["when"] = said % {"n": months}
    return [report, answer]


def _clock(name: str, due: date | None, done: date | None, late: int) -> dict[str, Any]:
    text = ""
    if late:
        said = ngettext("%(days)d jour de retard.", "%(days)d jours de retard.", late)
        text = said % {"days": late}
    if done:
        when = _("le %(on)s, attendu pour le %(due)s") % {"on": day(done), "due": day(due)}
        return {"name": name, "when": when, "state": "done", "text": text}
    when = _("attendu pour le %(due)s") % {"due": day(due)} if due else ""
    return {"name": name, "when": when, "state": "late" if late else "coming", "text": text}
