"""What is not answered yet may change; what is published does not."""

from django.utils.translation import gettext_lazy as _

from consultations.errors import Frozen
from consultations.models import Consultation
from participation.base.databases import for_update


def lock_unanswered(consultation: Consultation) -> Consultation:
    """Hold the consultation, and refuse once its answer is published."""
    row: Consultation = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    if row.responded_at is not None:
        raise Frozen(_("La réponse est publiée. Elle ne change plus : ajoutez un erratum."))
    return row
