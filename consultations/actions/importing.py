"""Taking in a whole file of contributions, or nothing of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from consultations import events
from consultations.models import Anonymity, Channel, Contribution, ImportBatch, Step
from consultations.receipts import fingerprint
from participation.base.codes import readable_code, secret
from participation.base.events import record


@dataclass(frozen=True)
class ImportedRow:
    """The envelope of one row of a file; the component writes its own beside it."""

    source_id: str
    received_at: datetime
    channel: str = Channel.IMPORTED
    is_published: bool = True
    is_hidden: bool = False
    territory_id: int | None = None

    @property
    def state(self) -> str:
        if self.is_hidden:
            return Contribution.State.HIDDEN
        return Contribution.State.PUBLISHED if self.is_published else Contribution.State.RECEIVED


@transaction.atomic
def import_batch(
    step: Step, *, sha256: str, name: str, rows: list[ImportedRow], actor: Any
) -> tuple[ImportBatch, list[Contribution]]:
    """Take in the envelopes of a whole file; the caller adds the words and calls `seal_batch`.

    Raises IntegrityError when the same file was taken in before (unique batch hash).
    """
    batch = ImportBatch.objects.create(
        consultation=step.consultation, sha256=sha256, name=name, row_count=len(rows)
    )
    is_anonymous = step.consultation.anonymity == Anonymity.ANONYMOUS
    contributions = [
        Contribution(
            consultation=step.consultation,
            step=step,
            state=row.state,
            state_before=Contribution.State.PUBLISHED if row.is_hidden else "",
            hidden_article=_("Reprise") if row.is_hidden else "",
            hidden_reason=_("Masquée sur la plateforme d’origine.") if row.is_hidden else "",
            channel=row.channel,
            is_anonymous=is_anonymous,
            territory_id=row.territory_id,
            created_at=row.received_at,
            updated_at=row.received_at,
            received_at=row.received_at,
            tracking_code=code,
            salt=secret(),
            idempotency_key=uuid4(),
            batch=batch,
            source_id=row.source_id,
        )
        for row, code in zip(rows, _free_codes(len(rows)), strict=True)
    ]
    Contribution.objects.bulk_create(contributions, batch_size=1000)
    record(
        events.ContributionsImported(
            consultation_id=step.consultation_id, batch_id=batch.pk, row_count=len(rows)
        ),
        actor=actor,
    )
    return batch, contributions


def _free_codes(number: int) -> list[str]:
    """Draw codes that are neither taken nor drawn twice."""
    codes: set[str] = set()
    while len(codes) < number:
        drawn = {readable_code() for _ in range(number - len(codes))} - codes
        chunk = list(drawn)
        for start in range(0, len(chunk), 500):
            some = chunk[start : start + 500]
            taken = Contribution.objects.filter(tracking_code__in=some)
            codes |= set(some) - set(taken.values_list("tracking_code", flat=True))
    return sorted(codes)


@transaction.atomic
def seal_batch(contributions: list[Contribution], payloads: list[Any]) -> None:
    """Compute the hashes of imported contributions, given their payloads in the same order."""
    for contribution, payload in zip(contributions, payloads, strict=True):
        contribution.sha256 = fingerprint(contribution, payload)
    Contribution.objects.bulk_update(contributions, ["sha256"], batch_size=500)
