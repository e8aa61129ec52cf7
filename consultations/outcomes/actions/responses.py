"""The reasoned responses, theme by theme, and the contributions each one cites."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Consultation, Contribution
from consultations.outcomes import events
from consultations.outcomes.actions.citing import cite, follow_position, remove_citation
from consultations.outcomes.actions.locking import lock_unanswered
from consultations.outcomes.models import OfficialResponse, Position
from participation.base.events import record
from participation.base.text import one_line, plain

ONE_LINE = ("heading", "competent_body")
LONG_TEXTS = ("what_was_said", "what_is_decided", "reason", "measure")
DEMANDED = {
    "heading": _("thème ou question"),
    "what_was_said": _("ce que vous avez dit"),
    "what_is_decided": _("ce qui est décidé"),
}


@transaction.atomic
def write_response(
    consultation: Consultation,
    *,
    actor: Any,
    response: OfficialResponse | None = None,
    **fields: Any,
) -> OfficialResponse:
    """Write a response, or rewrite the one given; it stays private until the answer is published.

    Raises Refused when the reason is missing, or the competent body of what is out of remit;
    Frozen once the answer is published.
    """
    lock_unanswered(consultation)
    response = response or OfficialResponse(consultation=consultation, rank=_next(consultation))
    for name, value in fields.items():
        cleaned = one_line(value) if name in ONE_LINE else value
        setattr(response, name, plain(value) if name in LONG_TEXTS else cleaned)
    demand_complete(response)
    response.save()
    follow_position(response)
    record(
        events.ResponseWritten(consultation_id=consultation.pk, response_id=response.pk),
        actor=actor,
    )
    return response


def _next(consultation: Consultation) -> int:
    last = OfficialResponse.objects.filter(consultation=consultation).aggregate(last=Max("rank"))
    return int(last["last"] or 0) + 1


def demand_complete(response: OfficialResponse) -> None:
    """Refuse a response that lacks a text, its reason, a position, or who is competent."""
    for name, label in DEMANDED.items():
        if not getattr(response, name):
            raise Refused(_("Complétez « %(field)s ».") % {"field": label})
    if not response.reason:
        raise Refused(_("Donnez la raison. Une décision sans raison ne se publie pas ici."))
    if response.position not in Position.values:
        raise Refused(_("Choisissez une position : retenu, non retenu, à l’étude…"))
    if response.position == Position.OUT_OF_REMIT and not response.competent_body:
        raise Refused(_("Dites quel organisme est compétent, pour que l’on sache où s’adresser."))


@transaction.atomic
def remove_response(response: OfficialResponse, *, actor: Any) -> None:
    """Take a response away before the answer is published."""
    lock_unanswered(response.consultation)
    event = events.ResponseRemoved(
        consultation_id=response.consultation_id, response_id=response.pk
    )
    response.delete()
    record(event, actor=actor)


@transaction.atomic
def save_response(
    consultation: Consultation,
    *,
    response: OfficialResponse | None,
    cited: Sequence[Contribution],
    actor: Any,
    **fields: Any,
) -> OfficialResponse:
    """Write a response together with exactly what it cites, as one form holds them."""
    response = write_response(consultation, response=response, actor=actor, **fields)
    wanted = {row.pk: str(row.tracking_code) for row in cited}
    present = {row.contribution_id: row for row in response.citations.all()}
    for contribution_id, citation in present.items():
        if contribution_id not in wanted:
            remove_citation(citation, actor=actor)
    new = [code for contribution_id, code in wanted.items() if contribution_id not in present]
    if new:
        cite(response, new, actor=actor)
    return response
