"""Making and changing a consultation; what was promised no longer changes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from consultations import events
from consultations.errors import Frozen, Refused
from consultations.ladder import EXTENDABLE_FIELDS, FROZEN_FIELDS
from consultations.models import (
    WORDING,
    AccessPoint,
    Consultation,
    RuleChange,
    State,
    Step,
    field_label,
)
from consultations.registry import components
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import folded, one_line, plain


def free_slug(title: str) -> str:
    """Make an address from a title that no other consultation has."""
    base = slugify(title)[:70] or "demarche"
    taken = set(Consultation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _search_text(consultation: Consultation) -> str:
    parts = (consultation.title, consultation.summary, consultation.question)
    return folded(" ".join(parts))


@transaction.atomic
def create_consultation(*, actor: Any, title: str, **fields: Any) -> Consultation:
    """Make a draft consultation. `access_points` may be given as a list of dicts."""
    access_points = fields.pop("access_points", ())
    title = one_line(title)
    consultation = Consultation(
        title=title, slug=fields.pop("slug", "") or free_slug(title), **fields
    )
    consultation.search_text = _search_text(consultation)
    consultation.save()
    set_access_points(consultation, access_points, actor=None)
    record(events.ConsultationCreated(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def edit_consultation(
    consultation: Consultation, *, actor: Any, reason: str = "", **fields: Any
) -> Consultation:
    """Change fields. Once announced, each change needs a reason that everybody reads.

    Raises Frozen for a rule after the opening, Refused for a change without reason. Closing and
    response dates move by `extend` alone once the consultation is open.
    """
    row = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changed:
        return consultation
    if row.is_frozen:
        _refuse_frozen(changed)
    if row.state != State.DRAFT:
        _log_changes(row, changed, reason)
    for name, value in changed.items():
        setattr(consultation, name, value)
    consultation.search_text = _search_text(consultation)
    consultation.save(update_fields=[*changed, "search_text"])
    record(events.ConsultationEdited(consultation_id=consultation.pk), actor=actor)
    return consultation


def _refuse_frozen(changed: dict[str, Any]) -> None:
    for name in changed:
        if name in FROZEN_FIELDS:
            raise Frozen(
                _("« %(field)s » ne change plus : la démarche est ouverte et c’était promis.")
                % {"field": field_label(name)}
            )
        if name in EXTENDABLE_FIELDS:
            raise Frozen(_("Cette date ne peut qu’être repoussée, avec un motif public."))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _log_changes(row: Consultation, changed: dict[str, Any], reason: str) -> None:
    reason = plain(reason)
    if not reason:
        raise Refused(_("Donnez le motif du changement. Il sera lu par tous."))
    for name, value in changed.items():
        RuleChange.objects.create(
            consultation=row,
            field=name,
            before=_shown(getattr(row, name)),
            after=_shown(value),
            reason=reason,
        )


@transaction.atomic
def log_wording(step: Step, *, before: str, after: str, reason: str) -> RuleChange:
    """Tell everybody that a spelling mistake in a question was corrected, and why.

    The caller makes the correction in the same transaction, and records it.
    """
    return RuleChange.objects.create(
        consultation=step.consultation,
        field=WORDING,
        before=before,
        after=after,
        reason=plain(reason),
    )


@transaction.atomic
def extend(
    consultation: Consultation, *, field: str, to: datetime | date, actor: Any, reason: str
) -> Consultation:
    """Push a date back, before it has passed, with a reason everybody reads.

    `field` is `closes_at`, `response_due_on` or `decision_due_on`. A date that has passed no
    longer moves: lateness cannot be wiped out.
    """
    if field not in EXTENDABLE_FIELDS:
        raise Frozen(_("Seules les dates de clôture, de réponse et de décision se repoussent."))
    row = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    before: Any = getattr(row, field)
    if before is not None and to <= before:
        raise Refused(_("Une date ne s’avance pas. Choisissez une date plus tardive."))
    if _has_passed(row, before):
        raise Refused(_("Cette date est déjà passée. Le retard reste visible de tous."))
    _log_changes(row, {field: to}, reason)
    setattr(consultation, field, to)
    consultation.save(update_fields=[field])
    if consultation.opened_at is not None and consultation.response_due_on is not None:
        if consultation.response_due_on <= consultation.last_day:
            raise Refused(_("Repoussez d’abord la date de réponse. Elle vient après la clôture."))
    change = RuleChange.objects.filter(consultation=row, field=field).latest("pk")
    event = events.RuleChanged(consultation_id=row.pk, rule_change_id=change.pk, field=field)
    record(event, actor=actor)
    return consultation


def _has_passed(row: Consultation, before: Any) -> bool:
    if before is None:
        return False
    if isinstance(before, datetime):
        return before <= now() or row.state not in (State.DRAFT, State.ANNOUNCED, State.OPEN)
    return bool(before < now().astimezone(row.tzinfo).date())


@transaction.atomic
def set_access_points(
    consultation: Consultation, access_points: Sequence[dict[str, str]], *, actor: Any
) -> None:
    """Replace the ways of taking part offline; an open consultation keeps at least one."""
    if not access_points and consultation.opened_at is not None:
        raise Frozen(_("Gardez au moins un moyen de participer sans internet."))
    consultation.access_points.all().delete()
    AccessPoint.objects.bulk_create(
        AccessPoint(consultation=consultation, **access_point) for access_point in access_points
    )
    if actor is not None:
        record(events.ConsultationEdited(consultation_id=consultation.pk), actor=actor)


@transaction.atomic
def add_step(
    consultation: Consultation,
    *,
    kind: str,
    title: str,
    actor: Any,
    template: str = "",
    **fields: Any,
) -> Step:
    """Put one more component on the timeline; its rung must admit it.

    `template` names the content the component starts with (see the component).
    """
    if kind not in components():
        raise Refused(_("Cette sorte d’étape n’existe pas ici."))
    if not consultation.ladder_rung.admits(components()[kind].lowest_rung):
        raise Refused(
            _("« %(kind)s » demande un degré de participation plus élevé.")
            % {"kind": components()[kind].label}
        )
    last = consultation.steps.aggregate(last=Max("position"))["last"] or 0
    fields.setdefault("position", last + 1)
    step = Step.objects.create(
        consultation=consultation, kind=kind, title=one_line(title), **fields
    )
    components()[kind].create(step, template=template, actor=actor)
    record(events.StepAdded(consultation_id=consultation.pk, step_id=step.pk), actor=actor)
    return step


@transaction.atomic
def edit_step(step: Step, *, actor: Any, **fields: Any) -> Step:
    """Change a step's title, introduction, dates or rank; dates of an open one only extend."""
    for name, value in fields.items():
        before = getattr(step, name)
        if step.consultation.is_frozen and name in ("opens_at", "closes_at") and value != before:
            if name == "opens_at" or (before and (value is None or value < before)):
                raise Frozen(_("Une date promise ne s’avance pas."))
        setattr(step, name, value)
    step.save(update_fields=list(fields))
    record(events.StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return step


@transaction.atomic
def remove_step(step: Step, *, actor: Any) -> None:
    """Take a step away while the consultation is not open yet."""
    if step.consultation.is_frozen or step.contributions.exists():
        raise Frozen(_("Cette étape est promise aux habitants : elle reste."))
    event = events.StepRemoved(consultation_id=step.consultation_id, step_id=step.pk)
    step.delete()
    record(event, actor=actor)
