"""The life of a consultation: each transition names where it comes from and what it demands."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import events
from consultations.actions.ledger import publish_ledger
from consultations.errors import NotReady, Refused
from consultations.ladder import Missing
from consultations.models import Consultation, State, Step
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import plain

COMES_FROM: dict[State, tuple[State, ...]] = {
    State.ANNOUNCED: (State.DRAFT,),
    State.OPEN: (State.DRAFT, State.ANNOUNCED),
    State.CLOSED: (State.OPEN,),
    State.SYNTHESIS_PUBLISHED: (State.CLOSED,),
    State.RESPONDED: (State.CLOSED, State.SYNTHESIS_PUBLISHED),
    State.FOLLOW_UP: (State.RESPONDED,),
    State.ARCHIVED: (State.RESPONDED, State.FOLLOW_UP, State.WITHDRAWN),
    State.SUSPENDED: (State.ANNOUNCED, State.OPEN),
    State.WITHDRAWN: (State.ANNOUNCED, State.OPEN, State.SUSPENDED, State.CLOSED),
}


def _move(consultation: Consultation, state: State, **fields: Any) -> Consultation:
    """Change the state under a lock, or refuse when the state it is in does not lead there."""
    row = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    if row.state not in COMES_FROM[state]:
        raise Refused(
            _("Cette démarche est « %(state)s ». Rechargez la page pour voir ce qui est possible.")
            % {"state": row.get_state_display()}
        )
    for name, value in {"state": state, **fields}.items():
        setattr(consultation, name, value)
    consultation.save(update_fields=["state", *fields])
    return consultation


def _demand_all(consultation: Consultation) -> None:
    missing = consultation.missing()
    if missing:
        raise NotReady(missing)


@transaction.atomic
def announce(consultation: Consultation, *, actor: Any, at: datetime | None = None) -> Consultation:
    """Make the consultation public before it opens; everything the rung demands is there."""
    _demand_all(consultation)
    _move(consultation, State.ANNOUNCED, announced_at=at or now())
    record(events.ConsultationAnnounced(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def open_consultation(
    consultation: Consultation, *, actor: Any, at: datetime | None = None
) -> Consultation:
    """Open it: its rules are a promise from now on, and each step's content is frozen.

    Raises NotReady with the list of what is missing. An opening date still to come is brought
    forward to now; one that has passed stays as announced.
    """
    instant = at or now()
    _demand_all(consultation)
    if consultation.closes_at is not None and consultation.closes_at <= instant:
        raise NotReady([Missing("closes_at", _("La date de clôture est déjà passée."))])
    opens_at = min(consultation.opens_at or instant, instant)
    _move(consultation, State.OPEN, opened_at=instant, opens_at=opens_at)
    for step in consultation.steps.all():
        step.component.freeze(step)
    record(events.ConsultationOpened(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def close_consultation(
    consultation: Consultation, *, actor: Any, at: datetime | None = None
) -> Consultation:
    """Close it once its date has passed, grace included, and publish the list of receipts."""
    instant = at or now()
    last_arrival = consultation.last_arrival
    if last_arrival is None or last_arrival > instant:
        raise Refused(_("La date de clôture n’est pas passée. Une clôture ne s’avance pas."))
    _move(consultation, State.CLOSED, closed_at=instant)
    record(events.ConsultationClosed(consultation_id=consultation.pk), actor=actor)
    publish_ledger(consultation, actor=actor)
    return consultation


@transaction.atomic
def mark_synthesis_published(
    consultation: Consultation, *, actor: Any, at: datetime | None = None
) -> Consultation:
    _move(consultation, State.SYNTHESIS_PUBLISHED, synthesis_at=at or now())
    record(events.SynthesisPublished(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def mark_responded(
    consultation: Consultation, *, actor: Any, at: datetime | None = None
) -> Consultation:
    """Stop the clock of the promised answer; only the publication of an answer calls this."""
    _move(consultation, State.RESPONDED, responded_at=at or now())
    record(events.AnswerPublished(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def follow_up(consultation: Consultation, *, actor: Any) -> Consultation:
    _move(consultation, State.FOLLOW_UP)
    record(events.FollowUpStarted(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def archive(consultation: Consultation, *, actor: Any) -> Consultation:
    _move(consultation, State.ARCHIVED)
    record(events.ConsultationArchived(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def suspend(consultation: Consultation, *, actor: Any, reason: str) -> Consultation:
    """Stop it for a time, for a reason everybody reads."""
    reason = _reason(reason)
    row = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    _move(consultation, State.SUSPENDED, state_reason=reason, resumes_as=row.state)
    record(events.ConsultationSuspended(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def resume(consultation: Consultation, *, actor: Any) -> Consultation:
    """Take it up again where it was."""
    row = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    if row.state != State.SUSPENDED:
        raise Refused(_("Cette démarche n’est pas suspendue."))
    consultation.state, consultation.resumes_as = row.resumes_as, ""
    consultation.save(update_fields=["state", "resumes_as"])
    record(events.ConsultationResumed(consultation_id=consultation.pk), actor=actor)
    return consultation


@transaction.atomic
def withdraw_consultation(consultation: Consultation, *, actor: Any, reason: str) -> Consultation:
    """Give it up, for a reason everybody reads; what was contributed stays.

    Not once the promised answer is late: giving up would wipe the lateness out.
    """
    if consultation.is_overdue:
        raise Refused(_("La réponse promise est en retard. Publiez-la : le retard reste visible."))
    _move(consultation, State.WITHDRAWN, state_reason=_reason(reason))
    record(events.ConsultationWithdrawn(consultation_id=consultation.pk), actor=actor)
    return consultation


def _reason(typed: str) -> str:
    reason = plain(typed)
    if not reason:
        raise Refused(_("Donnez un motif. Il sera lu par tous."))
    return reason


@transaction.atomic
def publish_results(step: Step, *, actor: Any) -> Step:
    """Show a step's results to everybody; only once it has ended, so as not to sway anyone."""
    if not step.has_ended:
        raise Refused(_("Les résultats se publient après la clôture, pour n’influencer personne."))
    if step.results_published_at is None:
        step.results_published_at = now()
        step.save(update_fields=["results_published_at"])
        event = events.ResultsPublished(consultation_id=step.consultation_id, step_id=step.pk)
        record(event, actor=actor)
    return step
