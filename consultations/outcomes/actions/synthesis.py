"""The synthesis: what residents said, and how much of it was read, channel by channel."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.actions import mark_synthesis_published
from consultations.errors import Frozen, Refused
from consultations.models import Channel, Consultation, Contribution, State
from consultations.outcomes import events
from consultations.outcomes.actions.locking import lock_unanswered
from consultations.outcomes.errors import UnreadMore
from consultations.outcomes.models import Coverage, Synthesis
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import plain


@transaction.atomic
def write_synthesis(
    consultation: Consultation, *, text: str, read: Mapping[str, int], actor: Any
) -> Synthesis:
    """Write or rewrite the synthesis. `read` gives, by channel, how many contributions were read.

    What was received is counted here; a channel left out was not read. Raises Refused without a
    text, Frozen once published, UnreadMore when more was read than came in.
    """
    lock_unanswered(consultation)
    text = plain(text)
    if not text:
        raise Refused(_("Écrivez la synthèse : ce que les habitants ont dit, en quelques phrases."))
    synthesis = Synthesis.objects.filter(consultation=consultation).first()
    if synthesis is not None and synthesis.is_published:
        raise Frozen(_("La synthèse est publiée. Elle ne change plus."))
    synthesis, _is_new = Synthesis.objects.update_or_create(
        consultation=consultation, defaults={"text": text}
    )
    _write_coverage(synthesis, read)
    event = events.SynthesisWritten(consultation_id=consultation.pk, synthesis_id=synthesis.pk)
    record(event, actor=actor)
    return synthesis


def _write_coverage(synthesis: Synthesis, read: Mapping[str, int]) -> None:
    contributions = Contribution.objects.filter(consultation=synthesis.consultation_id).counted()
    received = contributions.by_channel()
    for channel, number in read.items():
        if number > received.get(channel, 0):
            raise UnreadMore(channel, received.get(channel, 0))
    synthesis.coverage.all().delete()
    Coverage.objects.bulk_create(
        Coverage(
            synthesis=synthesis,
            channel=channel,
            received=received[channel],
            read=read.get(channel, 0),
        )
        for channel in Channel.values
        if channel in received
    )


@transaction.atomic
def publish_synthesis(
    consultation: Consultation, *, actor: Any, at: datetime | None = None
) -> Synthesis:
    """Show the synthesis to everybody, with what was received and what was read."""
    row = lock_unanswered(consultation)
    synthesis = Synthesis.objects.filter(consultation=consultation).first()
    if synthesis is None:
        raise Refused(_("Écrivez d’abord la synthèse."))
    if row.state == State.OPEN:
        raise Refused(_("La synthèse se publie après la clôture, quand tout est arrivé."))
    instant = at or now()
    _write_coverage(synthesis, {row.channel: row.read for row in synthesis.coverage.all()})
    synthesis.published_at = instant
    synthesis.save(update_fields=["published_at"])
    mark_synthesis_published(consultation, actor=actor, at=instant)
    return synthesis
