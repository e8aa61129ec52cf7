"""Making and changing a consultation; what was promised no longer changes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from consultations import events
from consultations.errors import Frozen, NotReady, Refused
from consultations.ladder import EXTENDABLE_FIELDS, FROZEN_FIELDS
from consultations.models import (
    ACCESS_POINTS,
    WORDING,
    AccessPoint,
    Consultation,
    RuleChange,
    State,
    Step,
    field_label,
)
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import folded, one_line, plain

STILL_TO_CLOSE = (State.DRAFT, State.ANNOUNCED, State.OPEN, State.SUSPENDED)
Changes = dict[str, tuple[Any, Any]]  # by field: what was, what is


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

    Raises Frozen for a rule after the opening, Refused for a change without reason, NotReady when
    an announced consultation would lack what it takes to open. Closing and response dates move by
    `extend` alone once the consultation is open.
    """
    row = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changed:
        return consultation
    if row.is_frozen:
        _refuse_frozen(changed)
    if row.state != State.DRAFT:
        log_changes(row, _before_and_after(row, changed), reason)
    for name, value in changed.items():
        setattr(consultation, name, value)
    if row.state == State.ANNOUNCED and (missing := consultation.missing()):
        raise NotReady(missing)
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


def _before_and_after(row: Consultation, changed: dict[str, Any]) -> Changes:
    return {name: (getattr(row, name), value) for name, value in changed.items()}


def log_changes(consultation: Consultation, changes: Changes, reason: str) -> None:
    """Write for everybody what was, what is, and why; refuse when the reason is missing."""
    reason = plain(reason)
    if not reason:
        raise Refused(_("Donnez le motif du changement. Il sera lu par tous."))
    for name, (before, after) in changes.items():
        RuleChange.objects.create(
            consultation=consultation,
            field=name,
            before=_shown(before),
            after=_shown(after),
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
    log_changes(row, {field: (before, to)}, reason)
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
        return before <= now() or row.state not in STILL_TO_CLOSE
    return bool(before < row.day_of(now()))


@transaction.atomic
def set_access_points(
    consultation: Consultation,
    access_points: Sequence[dict[str, str]],
    *,
    actor: Any,
    reason: str = "",
) -> None:
    """Replace the ways of taking part offline; an announced consultation keeps at least one.

    Once announced, the change needs a reason that everybody reads.
    """
    if not access_points and consultation.state != State.DRAFT:
        raise Frozen(_("Gardez au moins un moyen de participer sans internet."))
    before = _points_in_words(consultation)
    consultation.access_points.all().delete()
    AccessPoint.objects.bulk_create(
        AccessPoint(consultation=consultation, **access_point) for access_point in access_points
    )
    after = _points_in_words(consultation)
    if consultation.state != State.DRAFT and before != after:
        log_changes(consultation, {ACCESS_POINTS: (before, after)}, reason)
    if actor is not None:
        record(events.ConsultationEdited(consultation_id=consultation.pk), actor=actor)


def _points_in_words(consultation: Consultation) -> str:
    rows = consultation.access_points.order_by("pk")
    return "\n".join(
        ", ".join(part for part in (row.name, row.details, row.hours) if part) for row in rows
    )
