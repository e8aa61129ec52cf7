"""The synthesis: distinct arguments, which message makes which, and what officers conclude."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.debate import events
from consultations.components.debate.actions.keeping import told_of
from consultations.components.debate.models import Argument, Debate, Point
from consultations.errors import Refused
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line, plain


@transaction.atomic
def add_point(debate: Debate, *, side: str, title: str, actor: Any) -> Point:
    """Word a distinct argument of one side; the same words again give the same one."""
    point, is_new = Point.objects.get_or_create(debate=debate, side=side, title=one_line(title))
    if is_new:
        step = debate.step
        event = events.PointAdded(
            consultation_id=step.consultation_id, step_id=step.pk, point_id=point.pk
        )
        record(event, actor=actor)
    return point


@transaction.atomic
def group(argument: Argument, *, point: Point | None, actor: Any) -> Argument:
    """Say which distinct argument a message makes, or none."""
    if point is not None and (point.debate_id, point.side) != (argument.debate_id, argument.side):
        raise Refused(_("Cet argument est d’un autre côté. Choisissez-en un du même côté."))
    if argument.point_id != (point.pk if point else None):
        argument.point = point
        argument.save(update_fields=["point"])
        record(told_of(argument, events.ArgumentGrouped), actor=actor)
    return argument


@transaction.atomic
def write_synthesis(debate: Debate, *, text: str, actor: Any) -> Debate:
    """Write the synthesis; one that is published changes before everybody's eyes."""
    debate.synthesis = plain(text)
    debate.save(update_fields=["synthesis"])
    step = debate.step
    event = events.DebateSynthesisWritten(consultation_id=step.consultation_id, step_id=step.pk)
    record(event, actor=actor)
    return debate


@transaction.atomic
def publish_synthesis(debate: Debate, *, actor: Any) -> Debate:
    """Show the synthesis to everybody; raises Refused when there is nothing to show yet."""
    if not debate.synthesis and not debate.points.exists():
        raise Refused(_("Écrivez d’abord la synthèse, ou un argument distinct au moins."))
    if debate.synthesis_published_at is None:
        debate.synthesis_published_at = now()
        debate.save(update_fields=["synthesis_published_at"])
        step = debate.step
        event = events.DebateSynthesisPublished(
            consultation_id=step.consultation_id, step_id=step.pk
        )
        record(event, actor=actor)
    return debate
