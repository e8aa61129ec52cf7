"""What is added after the publication, in the open: corrections, and the votes that enact."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Consultation
from consultations.outcomes import events
from consultations.outcomes.models import (
    Deliberation,
    Erratum,
    Guarantor,
    OfficialResponse,
    Synthesis,
)
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line, plain

Published = OfficialResponse | Synthesis | Guarantor


@transaction.atomic
def add_erratum(
    subject: Published, *, text: str, actor: Any, at: datetime | None = None
) -> Erratum:
    """Correct a published fact in the open: dated, beside it, and for good."""
    text = plain(text)
    if not text:
        raise Refused(_("Écrivez la correction."))
    consultation: Consultation = subject.consultation
    if not _is_published(subject, consultation):
        raise Refused(_("La réponse n’est pas publiée : corrigez-la directement."))
    field = {OfficialResponse: "response", Synthesis: "synthesis", Guarantor: "guarantor"}
    erratum = Erratum.objects.create(text=text, at=at or now(), **{field[type(subject)]: subject})
    event = events.ErratumPublished(
        consultation_id=consultation.pk,
        response_id=subject.pk if isinstance(subject, OfficialResponse) else None,
        erratum_id=erratum.pk,
    )
    record(event, actor=actor)
    return erratum


def _is_published(subject: Published, consultation: Consultation) -> bool:
    if isinstance(subject, Synthesis):
        return subject.is_published
    if isinstance(subject, Guarantor):
        return subject.reported_on is not None
    return consultation.is_answered


@transaction.atomic
def link_deliberation(
    response: OfficialResponse,
    *,
    delib_id: str,
    delib_on: date,
    delib_object: str = "",
    delib_url: str = "",
    actor: Any,
) -> Deliberation:
    """Say which vote of the assembly enacts a decision; a link once made stays.

    It comes once the answer is published: it adds, and changes nothing. The same number again
    changes nothing either.
    """
    if not response.consultation.is_answered:
        raise Refused(_("Publiez d’abord la réponse. Vous lierez ensuite la délibération."))
    delib_id = one_line(delib_id)
    if not delib_id:
        raise Refused(_("Recopiez le numéro de la délibération."))
    if delib_on > response.consultation.day_of(now()):
        raise Refused(_("Cette délibération n’a pas encore eu lieu. Vérifiez la date."))
    deliberation, is_new = Deliberation.objects.get_or_create(
        response=response,
        delib_id=delib_id,
        defaults={
            "delib_on": delib_on,
            "delib_object": one_line(delib_object),
            "delib_url": delib_url,
        },
    )
    if is_new:
        event = events.DeliberationLinked(
            consultation_id=response.consultation_id,
            response_id=response.pk,
            deliberation_id=deliberation.pk,
        )
        record(event, actor=actor)
    return deliberation
