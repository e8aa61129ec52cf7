"""Asking for themes, and stopping the work."""

from importlib.util import find_spec
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Consultation, Contribution
from consultations.summaries import ai, events
from consultations.summaries.errors import AlreadyUnderWay, NoAnalysis
from consultations.summaries.models import Summary
from participation.base.databases import for_update
from participation.base.events import record


def can_analyse() -> bool:
    """Say whether the packages that find themes are there."""
    return all(find_spec(name) for name in ("sklearn", "snowballstemmer"))


@transaction.atomic
def ask_summary(consultation: Consultation, *, actor: Any, wants_ai: bool = False) -> Summary:
    """Ask for the themes of all that was said; the work is done in the background.

    Raises NoAnalysis without the packages, Refused when nothing was said, AlreadyUnderWay when a
    computation waits or runs already.
    """
    if not can_analyse():
        raise NoAnalysis
    if not Contribution.objects.filter(consultation=consultation).shown().exists():
        raise Refused(_("Aucune contribution n’est arrivée : il n’y a rien à regrouper."))
    try:
        with transaction.atomic():
            summary = Summary.objects.create(
                consultation=consultation,
                asked_by=actor,
                wants_ai=wants_ai and ai.is_on(),
            )
    except IntegrityError as twice:
        raise AlreadyUnderWay from twice
    event = events.SummaryAsked(consultation_id=consultation.pk, summary_id=summary.pk)
    record(event, actor=actor)
    return summary


@transaction.atomic
def cancel_summary(summary: Summary, *, actor: Any) -> Summary:
    """Stop the work; whoever does it notices at its next sign of life."""
    row: Summary = for_update(Summary.objects.filter(pk=summary.pk)).get()
    if not row.is_under_way:
        raise Refused(_("Ce calcul est déjà terminé."))
    row.state = Summary.State.CANCELLED
    row.save(update_fields=["state"])
    event = events.SummaryCancelled(consultation_id=row.consultation_id, summary_id=row.pk)
    record(event, actor=actor)
    return row
