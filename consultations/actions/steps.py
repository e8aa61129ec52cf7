"""The steps of a consultation: free until it opens, promised afterwards."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from consultations import events
from consultations.actions.editing import Changes, log_changes
from consultations.errors import Frozen, Refused
from consultations.models import OF_STEP, Consultation, State, Step
from consultations.registry import components
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line


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
    if consultation.is_frozen:
        raise Frozen(_("La démarche est ouverte : les étapes promises ne changent plus."))
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
def edit_step(step: Step, *, actor: Any, reason: str = "", **fields: Any) -> Step:
    """Change a step's title, introduction, dates or rank; dates of an open one only extend.

    Once the consultation is announced, each change needs a reason that everybody reads.
    """
    row = Step.objects.select_related("consultation").get(pk=step.pk)
    changes = {
        name: (getattr(row, name), value)
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    if not changes:
        return step
    if row.consultation.is_frozen:
        _refuse_shorter(row, changes)
    if row.consultation.state != State.DRAFT:
        told = {f"{OF_STEP}{name}": change for name, change in changes.items()}
        log_changes(row.consultation, told, reason)
    for name, (_before, value) in changes.items():
        setattr(step, name, value)
    step.save(update_fields=list(changes))
    record(events.StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return step


def _refuse_shorter(row: Step, changes: Changes) -> None:
    """Keep the time that was promised: it never shrinks, and what is over stays over."""
    if "opens_at" in changes:
        raise Frozen(_("Une date promise ne s’avance pas."))
    if "closes_at" not in changes:
        return
    promised, row.closes_at = row.ends_at, changes["closes_at"][1]
    if promised and row.ends_at and row.ends_at < promised:
        raise Frozen(_("Une date promise ne s’avance pas."))
    if promised and promised <= now():
        raise Frozen(_("Cette étape est close. Ce qui est clos ne rouvre pas."))


@transaction.atomic
def remove_step(step: Step, *, actor: Any) -> None:
    """Take a step away while the consultation is not open yet."""
    if step.consultation.is_frozen or step.contributions.exists():
        raise Frozen(_("Cette étape est promise aux habitants : elle reste."))
    event = events.StepRemoved(consultation_id=step.consultation_id, step_id=step.pk)
    step.delete()
    record(event, actor=actor)
