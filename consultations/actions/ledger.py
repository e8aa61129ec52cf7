"""Publishing the list of receipts at closing."""

from typing import Any

from django.db import transaction

from consultations import events
from consultations.models import Consultation, Contribution, Ledger, LedgerLeaf
from consultations.receipts import root_of
from participation.base.events import record


@transaction.atomic
def publish_ledger(consultation: Consultation, *, actor: Any) -> Ledger:
    """Write down the hash of each counted contribution, and the root of them all.

    Runs when the grace after the closing is over, so that nothing can arrive any more.
    """
    leaves = list(
        Contribution.objects.filter(consultation=consultation)
        .counted()
        .order_by("sha256")
        .values_list("tracking_code", "sha256")
    )
    root = root_of(sha256 for _, sha256 in leaves)
    ledger, _ = Ledger.objects.update_or_create(
        consultation=consultation, defaults={"root": root, "leaf_count": len(leaves)}
    )
    ledger.leaves.all().delete()
    LedgerLeaf.objects.bulk_create(
        (
            LedgerLeaf(ledger=ledger, tracking_code=code or "", sha256=sha256)
            for code, sha256 in leaves
        ),
        batch_size=2000,
    )
    record(
        events.LedgerPublished(consultation_id=consultation.pk, root=root, leaf_count=len(leaves)),
        actor=actor,
    )
    return ledger
