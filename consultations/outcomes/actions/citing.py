"""What a decision does with contributions: taken up, in part, not; and because of what."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.outcomes import events
from consultations.outcomes.actions.locking import lock_unanswered
from consultations.outcomes.errors import BadCodes
from consultations.outcomes.models import IMPLIED, Citation, OfficialResponse, Position
from consultations.outcomes.queries import find_cited
from participation.base.events import record
from participation.base.text import plain


@transaction.atomic
def cite(
    response: OfficialResponse,
    codes: Iterable[str],
    *,
    actor: Any,
    relation: str = "",
    reason: str = "",
) -> list[Citation]:
    """Link a decision to contributions by their tracking codes, all or none.

    Without a relation, the position of the decision says what is done with them; another relation
    needs a reason of its own. A code already cited keeps what was said of it. Raises BadCodes with
    one sentence for each code that is unknown in this consultation, withdrawn or hidden.
    """
    lock_unanswered(response.consultation)
    relation, reason = _told(response, relation, reason)
    found, errors = find_cited(response.consultation, codes)
    if errors:
        raise BadCodes(errors)
    citations = [
        Citation.objects.get_or_create(
            response=response,
            contribution=contribution,
            defaults={"relation": relation, "reason": reason},
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
def relate(citation: Citation, *, relation: str, reason: str = "", actor: Any) -> Citation:
    """Say anew what is done with one contribution, before the answer is published."""
    response = citation.response
    lock_unanswered(response.consultation)
    citation.relation, citation.reason = _told(response, relation, reason)
    citation.save(update_fields=["relation", "reason"])
    event = events.CitationRelated(
        consultation_id=response.consultation_id,
        response_id=response.pk,
        contribution_id=citation.contribution_id,
    )
    record(event, actor=actor)
    return citation


def _told(response: OfficialResponse, relation: str, reason: str) -> tuple[str, str]:
    implied = IMPLIED[Position(response.position)]
    relation, reason = relation or implied, plain(reason)
    if relation not in Citation.Relation.values:
        raise Refused(_("Dites ce qui est fait de la contribution : reprise, en partie, ou non."))
    if relation != implied and not reason:
        raise Refused(
            _("Dites pourquoi : ce qui est fait de cette contribution diffère de la décision.")
        )
    return relation, reason


def follow_position(response: OfficialResponse) -> None:
    """Let citations without a reason of their own say what the position now implies."""
    implied = IMPLIED[Position(response.position)]
    response.citations.filter(reason="").exclude(relation=implied).update(relation=implied)


@transaction.atomic
def remove_citation(citation: Citation, *, actor: Any) -> None:
    """Undo a link before the answer is published."""
    response = citation.response
    lock_unanswered(response.consultation)
    event = events.CitationRemoved(
        consultation_id=response.consultation_id,
        response_id=response.pk,
        contribution_id=citation.contribution_id,
    )
    citation.delete()
    record(event, actor=actor)
