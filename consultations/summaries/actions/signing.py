"""Signing: somebody answers for the themes, by name; from then on everybody reads them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Consultation
from consultations.summaries import events
from consultations.summaries.actions.coding import lock_unsigned
from consultations.summaries.models import Summary
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line


@transaction.atomic
def sign(summary: Summary, *, name: str, actor: Any) -> Summary:
    """Validate and publish the themes; they no longer change.

    Raises Refused without a name, and before the closing, when not everything has arrived.
    """
    row = lock_unsigned(summary)
    name = one_line(name)[:120]
    if not name:
        raise Refused(_("Écrivez le nom ou la fonction de la personne qui valide."))
    consultation = Consultation.objects.get(pk=row.consultation_id)
    if not consultation.has_ended:
        raise Refused(_("Les thèmes se signent après la clôture, quand tout est arrivé."))
    row.signed_name, row.signed_by, row.signed_at = name, actor, now()
    row.save(update_fields=["signed_name", "signed_by", "signed_at"])
    event = events.SummarySigned(consultation_id=row.consultation_id, summary_id=row.pk)
    record(event, actor=actor)
    return row
