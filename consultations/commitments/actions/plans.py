"""Making a plan, naming its levels, publishing it; what is published is corrected in the open."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consultations.commitments import events
from consultations.commitments.actions.telling import tell
from consultations.commitments.choices import TurnKind
from consultations.commitments.models import DEEPEST, Plan
from consultations.errors import Refused
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain

ONE_LINE = ("title", "referent_role")
WRITTEN = ("title", "summary", "starts_on", "ends_on", "rhythm_days", "referent_role")


@transaction.atomic
def create_plan(
    *, actor: Any, levels: Sequence[Sequence[str]] | None = None, **fields: Any
) -> Plan:
    """Make a draft; nobody but its body sees it before it is published."""
    plan = Plan(**_cleaned(fields))
    plan.slug = plan.slug or free_slug(plan.title)
    if levels is not None:
        plan.levels = tidy_levels(levels)
    demand_written(plan)
    plan.save()
    record(events.PlanCreated(plan_id=plan.pk), actor=actor)
    return plan


@transaction.atomic
def edit_plan(
    plan: Plan,
    *,
    actor: Any,
    levels: Sequence[Sequence[str]] | None = None,
    reason: str = "",
    **fields: Any,
) -> Plan:
    """Change a plan: freely as a draft; once published, with a reason, and what was said stays.

    The levels of a published plan keep their number. Raises Refused without a reason.
    """
    row: Plan = for_update(Plan.objects.filter(pk=plan.pk)).get()
    given = {name: value for name, value in _cleaned(fields).items() if name in WRITTEN}
    if levels is not None:
        given["levels"] = tidy_levels(levels)
        _refuse_other_depth(row, given["levels"])
    changed = {name: value for name, value in given.items() if getattr(row, name) != value}
    reason = plain(reason)
    if changed and row.is_published and not reason:
        raise Refused(_("Le plan est publié. Dites pourquoi il change : tout le monde le lira."))
    for name, value in changed.items():
        before = told(row, name)
        setattr(row, name, value)
        tell(
            row,
            TurnKind.CORRECTION,
            actor=actor,
            field=name,
            before=before,
            after=told(row, name),
            text=reason,
        )
    demand_written(row)
    if changed:
        row.save(update_fields=list(changed))
        record(events.PlanEdited(plan_id=row.pk), actor=actor)
    return row


def _refuse_other_depth(row: Plan, levels: list[list[str]]) -> None:
    if len(levels) != len(row.levels) and (row.branches.exists() or row.measures.exists()):
        raise Refused(_("L’arbre est commencé : renommez les niveaux, sans en changer le nombre."))


@transaction.atomic
def publish_plan(plan: Plan, *, actor: Any) -> Plan:
    """Show a plan to everybody; from then on nothing of it is deleted."""
    row: Plan = for_update(Plan.objects.filter(pk=plan.pk)).get()
    if row.is_published:
        return row
    if not row.measures.exists():
        raise Refused(_("Ajoutez au moins une mesure avant de publier."))
    row.published_at = now()
    row.save(update_fields=["published_at"])
    record(events.PlanPublished(plan_id=row.pk), actor=actor)
    tell(row, TurnKind.PUBLISHED, actor=actor)
    return row


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    found = {name: one_line(v) if name in ONE_LINE else v for name, v in fields.items()}
    if "summary" in found:
        found["summary"] = plain(found["summary"])
    return found


def demand_written(plan: Plan) -> None:
    if not plan.title:
        raise Refused(_("Donnez un titre."))
    if plan.starts_on and plan.ends_on and plan.ends_on < plan.starts_on:
        raise Refused(_("La fin vient avant le début. Vérifiez les deux dates."))


def tidy_levels(levels: Sequence[Sequence[str]]) -> list[list[str]]:
    """Clean the names of levels, each in the singular and the plural (an « s » by default)."""
    found = []
    for names in levels:
        one = one_line(names[0]) if names else ""
        many = one_line(names[1]) if len(names) > 1 else ""
        if one:
            found.append([one[:40], (many or f"{one.lower()}s")[:40]])
    if not 1 <= len(found) <= DEEPEST:
        raise Refused(_("Nommez de 1 à 4 niveaux. Le dernier est celui des mesures."))
    return found


def free_slug(title: str) -> str:
    """Make an address from a title that no other plan has."""
    base = slugify(title)[:70] or "plan"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 2, base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def told(row: Any, name: str) -> str:
    """Write the value of a field as the history keeps it."""
    value = getattr(row, name)
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(names[0] for names in value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)
