"""The published decisions as open data, with the deliberations that enact them."""

from collections.abc import Iterator
from typing import Any

from consultations.models import Consultation
from consultations.outcomes.models import OfficialResponse
from consultations.registry import Table
from participation.base.codes import absolute

# The last four are named as in the SCDL schema of deliberations.
COLUMNS = (
    "demarche",
    "decision_id",
    "theme",
    "ce_que_vous_avez_dit",
    "position",
    "ce_qui_est_decide",
    "pourquoi",
    "organisme_competent",
    "contributions_citees",
    "errata",
    "adresse",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_OBJET",
    "DELIB_URL",
)


def decisions_table(consultation: Consultation) -> Table:
    """Give one row for each decision and each deliberation that enacts it."""
    return Table("decisions", COLUMNS, _rows(consultation))


def _rows(consultation: Consultation) -> Iterator[list[Any]]:
    responses = OfficialResponse.objects.filter(consultation=consultation)
    page = absolute(f"{consultation.get_absolute_url()}reponse/")
    for response in responses.prefetch_related("errata", "deliberations", "citations"):
        told = [
            consultation.slug,
            response.pk,
            response.heading,
            response.what_was_said,
            response.position,
            response.what_is_decided,
            response.reason,
            response.competent_body,
            len(response.citations.all()),
            "\n".join(erratum.text for erratum in response.errata.all()),
            f"{page}#reponse-{response.pk}",
        ]
        for deliberation in response.deliberations.all() or [None]:
            if deliberation is None:
                yield [*told, "", "", "", ""]
            else:
                on = deliberation.delib_on.isoformat()
                object_, url = deliberation.delib_object, deliberation.delib_url
                yield [*told, deliberation.delib_id, on, object_, url]
