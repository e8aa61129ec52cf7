"""A second reader: a sample drawn by a public rule, read again without seeing the first theme."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.summaries import events
from consultations.summaries.actions.coding import lock_unsigned
from consultations.summaries.models import Coding, SecondReading, Summary, Topic
from participation.base.clock import now
from participation.base.events import record

FEWEST, SHARE, MOST = 20, 10, 200  # at least 20, one in ten, at most 200


@transaction.atomic
def draw_sample(summary: Summary, *, actor: Any) -> int:
    """Draw what a second person reads again: one in ten, 20 at least, 200 at most.

    The order of the draw is that of SHA-256 over the summary and the contribution, which anyone
    can do again and nobody can choose.
    """
    summary = lock_unsigned(summary)
    if SecondReading.objects.filter(coding__summary=summary).exists():
        raise Refused(_("L’échantillon est déjà tiré."))
    pks = list(
        Coding.objects.filter(summary=summary, topic__isnull=False)
        .shown()
        .values_list("pk", "contribution_id")
    )
    size = min(len(pks), MOST, max(FEWEST, len(pks) // SHARE))
    drawn = sorted(pks, key=lambda pair: _lot(summary.pk, pair[1]))[:size]
    SecondReading.objects.bulk_create(SecondReading(coding_id=pk) for pk, _contribution in drawn)
    event = events.SampleDrawn(
        consultation_id=summary.consultation_id, summary_id=summary.pk, count=size
    )
    record(event, actor=actor)
    return size


def _lot(summary_id: int, contribution_id: int) -> str:
    return hashlib.sha256(f"{summary_id}:{contribution_id}".encode()).hexdigest()


@transaction.atomic
def read_again(reading: SecondReading, *, topic: Topic, actor: Any) -> SecondReading:
    """Write the theme that a second reader gives; who put it there first may not be the same."""
    summary = lock_unsigned(reading.coding.summary)
    if topic.summary_id != summary.pk:
        raise Refused(_("Choisissez un thème de la liste."))
    first = reading.coding.coded_by_id or reading.coding.read_by_id
    if first is not None and actor is not None and first == actor.pk:
        raise Refused(
            _("Vous avez lu cette contribution la première fois : une autre personne la relit.")
        )
    reading.topic, reading.reader, reading.at = topic, actor, now()
    reading.save(update_fields=["topic", "reader", "at"])
    event = events.ReadAgain(
        consultation_id=summary.consultation_id,
        summary_id=summary.pk,
        coding_id=reading.coding_id,
    )
    record(event, actor=actor)
    return reading
