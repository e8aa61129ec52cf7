"""The branches of a plan and the measures on them."""

import re
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consultations.commitments import events
from consultations.commitments.actions.plans import told
from consultations.commitments.actions.telling import tell
from consultations.commitments.choices import TurnKind
from consultations.commitments.models import Branch, Measure, Plan
from consultations.errors import Frozen, Refused
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import folded, one_line, plain

WRITTEN = ("title", "summary", "branch", "responsible", "referent_role", "due_on")
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|(?:\+?\d[\s.-]?){9,}")


@transaction.atomic
def write_branch(
    plan: Plan,
    *,
    title: str,
    actor: Any,
    external_id: str = "",
    parent: Branch | None = None,
    branch: Branch | None = None,
    reason: str = "",
) -> Branch:
    """Add a branch, or rename one; its depth has a name among the plan's levels."""
    title = one_line(title)
    if not title:
        raise Refused(_("Donnez un titre à cette branche."))
    if branch is not None:
        return _rename(branch, title, actor=actor, reason=reason)
    depth = parent.depth + 1 if parent else 0
    if depth >= len(plan.branch_levels):
        raise Refused(_("Ce plan n’a pas de niveau à cet endroit. Nommez d’abord ses niveaux."))
    rank = next_rank(plan.branches)
    branch = Branch.objects.create(
        plan=plan,
        parent=parent,
        depth=depth,
        external_id=free_number(plan.branches, one_line(external_id), prefix="B", rank=rank),
        title=title,
        rank=rank,
    )
    record(events.TreeChanged(plan_id=plan.pk), actor=actor)
    return branch


def _rename(branch: Branch, title: str, *, actor: Any, reason: str) -> Branch:
    if branch.title == title:
        return branch
    plan, before, reason = branch.plan, branch.title, plain(reason)
    if plan.is_published and not reason:
        raise Refused(_("Le plan est publié. Dites pourquoi ce titre change."))
    branch.title = title
    branch.save(update_fields=["title"])
    tell(
        plan,
        TurnKind.CORRECTION,
        actor=actor,
        field="branch",
        before=before,
        after=title,
        text=reason,
    )
    record(events.TreeChanged(plan_id=plan.pk), actor=actor)
    return branch


@transaction.atomic
def remove_branch(branch: Branch, *, actor: Any) -> None:
    """Take away an empty branch of a draft."""
    if branch.plan.is_published:
        raise Frozen(_("Le plan est publié : rien ne s’en efface."))
    if branch.children.exists() or branch.measures.exists():
        raise Refused(_("Cette branche n’est pas vide. Déplacez d’abord ce qu’elle porte."))
    plan_id = branch.plan_id
    branch.delete()
    record(events.TreeChanged(plan_id=plan_id), actor=actor)


@transaction.atomic
def write_measure(
    plan: Plan,
    *,
    actor: Any,
    measure: Measure | None = None,
    reason: str = "",
    external_id: str = "",
    **fields: Any,
) -> Measure:
    """Add a measure or rewrite one. In a published plan each change is an erratum: it needs a
    reason, and what was said stays beside what is said now. A deadline moves by `push_back` alone.
    """
    plan = for_update(Plan.objects.filter(pk=plan.pk)).get()
    given = {name: _clean(name, fields[name]) for name in WRITTEN if name in fields}
    _refuse_private_address(given.get("referent_role", ""))
    if measure is None:
        return _add(plan, given, one_line(external_id), actor=actor)
    changed = {name: value for name, value in given.items() if getattr(measure, name) != value}
    if not changed:
        return measure
    if plan.is_published and "due_on" in changed and measure.due_on is not None:
        raise Refused(_("L’échéance est annoncée. Repoussez-la à part, avec sa raison."))
    _correct(plan, measure, changed, plain(reason), actor)
    return measure


def _add(plan: Plan, given: dict[str, Any], external_id: str, *, actor: Any) -> Measure:
    measure = Measure(plan=plan, rank=next_rank(plan.measures), **given)
    _demand_written(measure)
    number = free_number(plan.measures, external_id, prefix="", rank=measure.rank)
    measure.external_id, measure.slug = number, free_address(plan, number)
    measure.search_text = search_text(measure)
    measure.save()
    record(events.MeasureWritten(plan_id=plan.pk, measure_id=measure.pk), actor=actor)
    tell(plan, TurnKind.ADDED, actor=actor, measure=measure)
    return measure


def _correct(
    plan: Plan, measure: Measure, changed: dict[str, Any], reason: str, actor: Any
) -> None:
    if plan.is_published and not reason:
        raise Refused(_("Le plan est publié. Dites pourquoi ce texte change : ce sera un erratum."))
    for name, value in changed.items():
        before = told(measure, name)
        setattr(measure, name, value)
        tell(
            plan,
            TurnKind.CORRECTION,
            actor=actor,
            measure=measure,
            field=name,
            before=before,
            after=told(measure, name),
            text=reason,
        )
    _demand_written(measure)
    measure.search_text = search_text(measure)
    measure.save(update_fields=[*changed, "search_text"])
    record(events.MeasureWritten(plan_id=plan.pk, measure_id=measure.pk), actor=actor)


def _clean(name: str, value: Any) -> Any:
    if name in ("branch", "due_on"):
        return value
    return plain(value) if name == "summary" else one_line(value)


def _refuse_private_address(role: str) -> None:
    """A referent is a function: « Direction de l’habitat », never somebody's own address."""
    if ADDRESS.search(role):
        raise Refused(_("Donnez la fonction du référent, sans adresse ni téléphone."))


def _demand_written(measure: Measure) -> None:
    if not measure.title:
        raise Refused(_("Donnez un titre à la mesure."))
    branch = measure.branch
    if branch is not None and branch.plan_id != measure.plan_id:
        raise Refused(_("Cette branche est d’un autre plan. Choisissez-en une de celui-ci."))


@transaction.atomic
def remove_measure(measure: Measure, *, actor: Any) -> None:
    """Take a measure out of a draft; a published one is abandoned or merged, never removed."""
    if measure.plan.is_published:
        raise Frozen(_("Le plan est publié : abandonnez la mesure, ou fusionnez-la."))
    event = events.MeasureRemoved(plan_id=measure.plan_id, measure_id=measure.pk)
    measure.delete()
    record(event, actor=actor)


def search_text(measure: Measure) -> str:
    parts = (measure.external_id, measure.title, measure.summary, measure.responsible)
    return folded(" ".join(parts))


def next_rank(rows: Any) -> int:
    return int(rows.aggregate(last=Max("rank"))["last"] or 0) + 1


def free_number(rows: Any, given: str, *, prefix: str, rank: int) -> str:
    """Give the number asked for, or the next free one."""
    if given:
        if rows.filter(external_id=given).exists():
            raise Refused(_("Le numéro %(number)s est déjà pris.") % {"number": given})
        return given[:40]
    taken = set(rows.values_list("external_id", flat=True))
    while f"{prefix}{rank}" in taken:
        rank += 1
    return f"{prefix}{rank}"


def free_address(plan: Plan, number: str) -> str:
    """Make the address of a measure from its number; two numbers never share one."""
    base = slugify(number)[:40] or "mesure"
    taken = set(plan.measures.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, again = base, 2
    while slug in taken:
        slug, again = f"{base}-{again}", again + 1
    return slug
