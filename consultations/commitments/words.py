"""Lines of history and delays, as people read them."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.commitments.choices import AmendmentKind, Status, TurnKind
from consultations.commitments.models import Measure, Plan, Turn, today
from participation.ui.typography import day


def field_words(name: str) -> str:
    """Give the French name of what was corrected."""
    kind, _colon, rest = name.partition(":")
    if rest:
        indicator, _sep, year = rest.rpartition(":")
        words = _("visé") if kind == "target" else _("atteint")
        return f"{indicator or rest}, {words} {year if indicator else ''}".strip(" ,")
    if name == "branch":
        return _("branche")
    for model in (Measure, Plan):
        found = {field.name: field for field in model._meta.get_fields()}.get(name)
        label = getattr(found, "verbose_name", "")
        if label:
            return str(label)
    return name


def value_words(name: str, value: str) -> str:
    """Write a kept value as people read it: a date in words, a state by its label."""
    if name == "status" and value in Status.values:
        return str(Status(value).label)
    found = parse_date(value) if len(value) == 10 and value[4] == "-" else None
    return day(found) if found else value


def turn_words(turn: Turn) -> str:
    """Say one line of history in one sentence or two, its reason last."""
    before, after = (value_words(turn.field, value) for value in (turn.before, turn.after))
    said = _said(turn, before, after)
    return f"{said} {turn.text}".strip()


def _said(turn: Turn, before: str, after: str) -> str:
    if turn.kind in (TurnKind.STATUS, TurnKind.DEADLINE):
        return f"{before or '–'} → {after}."
    if turn.kind == TurnKind.CORRECTION:
        what = {"field": field_words(turn.field), "before": before or "–", "after": after or "–"}
        return _("%(field)s : « %(before)s » devient « %(after)s ».") % what
    if turn.kind == TurnKind.FIGURE:
        return f"{after}."
    if turn.kind == TurnKind.AMENDED and after:
        kind = AmendmentKind(turn.field).label
        return _("%(kind)s : la fin passe du %(before)s au %(after)s.") % {
            "kind": kind,
            "before": before or "–",
            "after": after,
        }
    return f"{after}." if after else ""


def late_words(days: int) -> str:
    said = ngettext("%(days)d jour de retard", "%(days)d jours de retard", days)
    return said % {"days": days}


def silent_words(measure: Any) -> str:
    """« sans nouvelle depuis le 3 mars 2026 », when it is longer than announced."""
    if not measure.is_silent:
        return ""
    return _("sans nouvelle depuis le %(day)s") % {"day": day(measure.last_news_at)}


def counter_words(plan: Plan, total: int, running: int) -> str:
    """« 40 mesures, 26 en cours », in the words of the plan."""
    one, many = plan.measure_names
    going = ngettext("%(n)d en cours", "%(n)d en cours", running) % {"n": running}
    return f"{total} {one if total < 2 else many}, {going}"


def days_since(instant: Any) -> int:
    since: date = timezone.localdate(instant)
    return (today() - since).days
