"""What changes an answer: written freely, published once, then only corrected in the open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from consultations.actions import mark_responded, mark_synthesis_published
from consultations.errors import Frozen, Refused
from consultations.ladder import Rung
from consultations.models import Channel, Consultation, Contribution, State
from consultations.outcomes import events
from consultations.outcomes.errors import BadCodes, UnreadMore
from consultations.outcomes.models import (
    Citation,
    Coverage,
    Erratum,
    OfficialResponse,
    Position,
    Synthesis,
)
from consultations.outcomes.queries import find_cited
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain

ONE_LINE = ("heading", "competent_body")
LONG_TEXTS = ("what_was_said", "what_is_decided", "reason", "measure")
DEMANDED = {
    "heading": _("thème ou question"),
    "what_was_said": _("ce que vous avez dit"),
    "what_is_decided": _("ce qui est décidé"),
}


def _lock_unanswered(consultation: Consultation) -> Consultation:
    """Hold the consultation, and refuse once its answer is published."""
    row: Consultation = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    if row.responded_at is not None:
        raise Frozen(_("La réponse est publiée. Elle ne change plus : ajoutez un erratum."))
    return row


@transaction.atomic
def write_synthesis(
    consultation: Consultation, *, text: str, read: Mapping[str, int], actor: Any
) -> Synthesis:
    """Write or rewrite the synthesis. `read` gives, by channel, how many contributions were read.

    What was received is counted here; a channel left out was not read. Raises Refused without a
    text, Frozen once published, UnreadMore when more was read than came in.
    """
    _lock_unanswered(consultation)
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
    row = _lock_unanswered(consultation)
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
    _lock_unanswered(consultation)
    response = response or OfficialResponse(consultation=consultation, rank=_next(consultation))
    for name, value in fields.items():
        cleaned = one_line(value) if name in ONE_LINE else value
        setattr(response, name, plain(value) if name in LONG_TEXTS else cleaned)
    _demand_complete(response)
    response.save()
    record(
        events.ResponseWritten(consultation_id=consultation.pk, response_id=response.pk),
        actor=actor,
    )
    return response


def _next(consultation: Consultation) -> int:
    last = OfficialResponse.objects.filter(consultation=consultation).aggregate(last=Max("rank"))
    return int(last["last"] or 0) + 1


def _demand_complete(response: OfficialResponse) -> None:
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
    _lock_unanswered(response.consultation)
    event = events.ResponseRemoved(
        consultation_id=response.consultation_id, response_id=response.pk
    )
    response.delete()
    record(event, actor=actor)


@transaction.atomic
def cite(
    response: OfficialResponse,
    codes: Iterable[str],
    *,
    actor: Any,
    relation: str = Citation.Relation.CITES,
) -> list[Citation]:
    """Link a response to contributions by their tracking codes, all or none.

    A code already cited changes nothing. Raises BadCodes with one sentence for each code that is
    unknown in this consultation, withdrawn or hidden.
    """
    _lock_unanswered(response.consultation)
    found, errors = find_cited(response.consultation, codes)
    if errors:
        raise BadCodes(errors)
    citations = [
        Citation.objects.get_or_create(
            response=response, contribution=contribution, defaults={"relation": relation}
        )[0]
        for contribution in found
    ]
    event = events.ContributionsCited(
        consultation_id=response.consultation_id,
        response_id=response.pk,
        contribution_ids=[contribution.pk for contribution in found],
    )
    record(event, actor=actor)
    return citations


@transaction.atomic
def remove_citation(citation: Citation, *, actor: Any) -> None:
    """Undo a link before the answer is published."""
    response = citation.response
    _lock_unanswered(response.consultation)
    event = events.CitationRemoved(
        consultation_id=response.consultation_id,
        response_id=response.pk,
        contribution_id=citation.contribution_id,
    )
    citation.delete()
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


@transaction.atomic
def publish_answer(
    consultation: Consultation, *, actor: Any, at: datetime | None = None
) -> Consultation:
    """Publish all responses at once: the promise is kept, and the text no longer changes.

    A synthesis that is written goes out with it; from the rung of consultation on, the promise
    demands one. Raises Refused when something is missing.
    """
    row = _lock_unanswered(consultation)
    if not OfficialResponse.objects.filter(consultation=consultation).exists():
        raise Refused(_("Écrivez au moins une réponse avant de publier."))
    if row.state == State.OPEN:
        raise Refused(_("La réponse se publie après la clôture, quand tout est arrivé."))
    for response in OfficialResponse.objects.filter(consultation=consultation):
        _demand_complete(response)
    if row.state == State.CLOSED:
        _publish_synthesis_first(consultation, actor=actor, at=at)
    return mark_responded(consultation, actor=actor, at=at)


def _publish_synthesis_first(
    consultation: Consultation, *, actor: Any, at: datetime | None
) -> None:
    if Synthesis.objects.filter(consultation=consultation).exists():
        publish_synthesis(consultation, actor=actor, at=at)
    elif consultation.ladder_rung.admits(Rung.CONSULTATION):
        raise Refused(_("Écrivez la synthèse : elle est promise avec la réponse."))


@transaction.atomic
def add_erratum(
    response: OfficialResponse, *, text: str, actor: Any, at: datetime | None = None
) -> Erratum:
    """Correct a published response in the open: dated, beside it, and for good."""
    text = plain(text)
    if not text:
        raise Refused(_("Écrivez la correction."))
    if not response.consultation.is_answered:
        raise Refused(_("La réponse n’est pas publiée : corrigez-la directement."))
    erratum = Erratum.objects.create(response=response, text=text, at=at or now())
    event = events.ErratumPublished(
        consultation_id=response.consultation_id, response_id=response.pk, erratum_id=erratum.pk
    )
    record(event, actor=actor)
    return erratum
