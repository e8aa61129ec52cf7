"""What moves: the state of measures, their news, their deadlines, and what is merged."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.commitments import events
from consultations.commitments.actions.telling import tell
from consultations.commitments.choices import ENDED, Status, TurnKind
from consultations.commitments.models import Measure, MeasureSource, Plan, Turn, today
from consultations.errors import Refused
from consultations.outcomes.models import OfficialResponse
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import plain

ORDER = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE]


@transaction.atomic
def set_status(
    measure: Measure, status: str, *, actor: Any, text: str = "", done_on: date | None = None
) -> Measure:
    """Say where a measure stands, on this day. Going back, or giving up, needs a reason.

    The same state again changes nothing. Nothing of what was said before is deleted.
    """
    row: Measure = for_update(Measure.objects.filter(pk=measure.pk)).select_related("plan").get()
    _refuse_merged(row)
    if status not in Status.values:
        raise Refused(_("Choisissez un état : pas commencée, en cours, faite ou abandonnée."))
    if status == row.status:
        return row
    text, before = plain(text), Status(row.status)
    if not text and _asks_why(before, Status(status)):
        raise Refused(_why_words(Status(status)))
    row.status = status
    row.done_on = _day_done(done_on) if status == Status.DONE else None
    row.save(update_fields=["status", "done_on"])
    record(events.MeasureWritten(plan_id=row.plan_id, measure_id=row.pk), actor=actor)
    tell(
        row.plan,
        TurnKind.STATUS,
        actor=actor,
        measure=row,
        field="status",
        before=before.value,
        after=status,
        text=text,
    )
    return row


def _asks_why(before: Status, after: Status) -> bool:
    if Status.ABANDONED in (before, after):
        return True
    return ORDER.index(after) < ORDER.index(before)


def _why_words(after: Status) -> str:
    if after == Status.ABANDONED:
        return _(
            "Dites pourquoi la mesure est abandonnée. Un abandon sans raison ne se publie pas."
        )
    return _("Dites pourquoi la mesure revient en arrière.")


def _day_done(done_on: date | None) -> date:
    if done_on is not None and done_on > today():
        raise Refused(_("Cette date est à venir. Une mesure est faite quand elle l’est."))
    return done_on or today()


@transaction.atomic
def set_statuses(
    plan: Plan, measures: Sequence[Measure], status: str, *, actor: Any, text: str = ""
) -> int:
    """Say the same of several measures at once, all or none; give how many moved."""
    moved = 0
    for measure in measures:
        if measure.plan_id != plan.pk:
            raise Refused(_("Ces mesures ne sont pas toutes de ce plan."))
        moved += set_status(measure, status, actor=actor, text=text).status != measure.status
    return moved


@transaction.atomic
def give_news(measure: Measure, *, text: str, actor: Any) -> Turn | None:
    """Say what was done since, without any change of state."""
    row: Measure = for_update(Measure.objects.filter(pk=measure.pk)).select_related("plan").get()
    _refuse_merged(row)
    text = plain(text)
    if not text:
        raise Refused(_("Écrivez la nouvelle, en une phrase ou deux."))
    if not row.plan.is_published:
        raise Refused(_("Publiez d’abord le plan : ses nouvelles viendront ensuite."))
    return tell(row.plan, TurnKind.NEWS, actor=actor, measure=row, text=text)


@transaction.atomic
def push_back(measure: Measure, *, due_on: date, text: str, actor: Any) -> Measure:
    """Move a deadline, with a reason everybody reads, and only while it has not passed."""
    row: Measure = for_update(Measure.objects.filter(pk=measure.pk)).select_related("plan").get()
    _refuse_merged(row)
    text = plain(text)
    if row.due_on == due_on:
        return row
    if row.due_on is None:
        text = text or _("L’échéance est fixée pour la première fois.")
    if row.plan.is_published and not text:
        raise Refused(_("Dites pourquoi l’échéance change."))
    if row.status in ENDED:
        raise Refused(_("La mesure est terminée : son échéance ne change plus."))
    if row.is_late and row.plan.is_published:
        raise Refused(_("L’échéance est passée. Le retard reste affiché : donnez des nouvelles."))
    before = row.due_on
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    record(events.MeasureWritten(plan_id=row.plan_id, measure_id=row.pk), actor=actor)
    tell(
        row.plan,
        TurnKind.DEADLINE,
        actor=actor,
        measure=row,
        field="due_on",
        before=before.isoformat() if before else "",
        after=due_on.isoformat(),
        text=text,
    )
    return row


@transaction.atomic
def merge(measure: Measure, *, into: Measure, text: str, actor: Any) -> Measure:
    """Let one measure become part of another; its address goes on answering, and says so."""
    row: Measure = for_update(Measure.objects.filter(pk=measure.pk)).select_related("plan").get()
    _refuse_merged(row)
    text = plain(text)
    if into.pk == row.pk or into.plan_id != row.plan_id or into.merged_into_id is not None:
        raise Refused(_("Choisissez une autre mesure de ce plan, qui n’est pas fusionnée."))
    if not text:
        raise Refused(_("Dites pourquoi ces deux mesures n’en font plus qu’une."))
    row.merged_into = into
    row.save(update_fields=["merged_into"])
    Measure.objects.filter(merged_into=row).update(merged_into=into)
    _carry_sources(row, into)
    record(events.MeasureWritten(plan_id=row.plan_id, measure_id=row.pk), actor=actor)
    for told, after in ((row, str(into)), (into, str(row))):
        tell(row.plan, TurnKind.MERGED, actor=actor, measure=told, after=after, text=text)
    return row


def _carry_sources(row: Measure, into: Measure) -> None:
    """What the merged measure followed from, the other one follows from too."""
    for response_id in row.sources.values_list("response_id", flat=True):
        MeasureSource.objects.get_or_create(measure=into, response_id=response_id)


def _refuse_merged(row: Measure) -> None:
    if row.merged_into_id is not None:
        raise Refused(_("Cette mesure est fusionnée avec une autre. Écrivez sur celle-là."))


@transaction.atomic
def link_decisions(
    measure: Measure, responses: Sequence[OfficialResponse], *, actor: Any
) -> Measure:
    """Say which published decisions a measure follows from: exactly these."""
    plan = measure.plan
    for response in responses:
        consultation = response.consultation
        if not consultation.is_answered or consultation.public_body_id != plan.public_body_id:
            raise Refused(_("Choisissez des décisions publiées de votre organisme."))
    wanted = {response.pk: response for response in responses}
    present = set(measure.sources.values_list("response_id", flat=True))
    gone = present - wanted.keys()
    if gone and plan.is_published:
        raise Refused(_("Le plan est publié : un lien avec une décision ne s’enlève plus."))
    measure.sources.filter(response__in=gone).delete()
    for key in [key for key in wanted if key not in present]:
        MeasureSource.objects.get_or_create(measure=measure, response=wanted[key])
        words = str(wanted[key])
        tell(plan, TurnKind.SOURCE, actor=actor, measure=measure, after=words)
    if present != wanted.keys():
        record(events.MeasureLinked(plan_id=plan.pk, measure_id=measure.pk), actor=actor)
    return measure


__all__ = ["give_news", "link_decisions", "merge", "push_back", "set_status", "set_statuses"]
