"""Indicators: what is aimed at each year, and what was reached."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.commitments import events
from consultations.commitments.actions.telling import tell
from consultations.commitments.choices import TurnKind
from consultations.commitments.models import Indicator, Measure, YearFigure
from consultations.errors import Refused
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.ui.typography import number


@transaction.atomic
def add_indicator(
    measure: Measure, *, name: str, actor: Any, unit: str = "", source: str = ""
) -> Indicator:
    """Say what is counted; the same name again gives the one that is there."""
    name = one_line(name)
    if not name:
        raise Refused(_("Dites ce qui est compté."))
    indicator, is_new = Indicator.objects.get_or_create(
        measure=measure,
        name=name,
        defaults={"unit": one_line(unit), "source": one_line(source)},
    )
    if is_new:
        record(events.FigureWritten(plan_id=measure.plan_id, measure_id=measure.pk), actor=actor)
    return indicator


@transaction.atomic
def write_figure(
    indicator: Indicator,
    year: int,
    *,
    actor: Any,
    target: Decimal | None = None,
    achieved: Decimal | None = None,
    reason: str = "",
) -> YearFigure | None:
    """Write the target of a year and what was reached. A figure already published is corrected
    with a reason, and the former one stays in the history.
    """
    if not 1990 <= year <= 2100:
        raise Refused(_("Écrivez l’année en quatre chiffres."))
    measure = indicator.measure
    row = for_update(YearFigure.objects.filter(indicator=indicator, year=year)).first()
    if row is None:
        if target is None and achieved is None:
            return None
        row = YearFigure(indicator=indicator, year=year)
    given = {"target": target, "achieved": achieved}
    changed = {name: value for name, value in given.items() if getattr(row, name) != value}
    if not changed:
        return row
    is_correction = any(getattr(row, name) is not None for name in changed)
    reason = plain(reason)
    if is_correction and measure.plan.is_published and not reason:
        raise Refused(_("Ce chiffre est publié. Dites pourquoi il change."))
    for name, value in changed.items():
        before = getattr(row, name)
        setattr(row, name, value)
        tell(
            measure.plan,
            TurnKind.CORRECTION if before is not None else TurnKind.FIGURE,
            actor=actor,
            measure=measure,
            field=f"{name}:{indicator.name}:{year}"[:40],
            before=_said(before, indicator),
            after=_said(value, indicator),
            text=reason or _figure_words(name, indicator, year),
        )
    if row.target is None and row.achieved is None:
        raise Refused(_("Gardez au moins un des deux chiffres : visé, ou atteint."))
    row.save()
    record(events.FigureWritten(plan_id=measure.plan_id, measure_id=measure.pk), actor=actor)
    return row


def _said(value: Decimal | None, indicator: Indicator) -> str:
    return "" if value is None else f"{number(value.normalize())} {indicator.unit}".strip()


def _figure_words(name: str, indicator: Indicator, year: int) -> str:
    words = (
        _("%(what)s, visé en %(year)d") if name == "target" else _("%(what)s, atteint en %(year)d")
    )
    return words % {"what": indicator.name, "year": year}
