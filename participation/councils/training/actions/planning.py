"""Programmes and sessions; what was promised when enrolment opened does not change."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.training import events
from participation.councils.training.choices import SessionState
from participation.councils.training.errors import NotPossible
from participation.councils.training.models import Module, Programme, TrainingSession

PROMISED = ("programme", "starts_at", "ends_at", "enrols_from", "enrols_until")


@transaction.atomic
def write_programme(
    programme: Programme | None = None,
    *,
    modules: list[tuple[str, int]],
    actor: Any,
    **fields: Any,
) -> Programme:
    """Write a programme, or write it anew; `modules` are titles and hours, in order."""
    if programme is None:
        programme = Programme.objects.create(**fields)
    else:
        for name, value in fields.items():
            setattr(programme, name, value)
        programme.save(update_fields=list(fields))
    programme.modules.all().delete()
    Module.objects.bulk_create(
        Module(programme=programme, rank=rank, title=one_line(title), hours=hours)
        for rank, (title, hours) in enumerate(modules, start=1)
    )
    record(events.ProgrammeWritten(programme_id=programme.pk), actor=actor)
    return programme


@transaction.atomic
def plan_session(programme: Programme, *, actor: Any, **fields: Any) -> TrainingSession:
    """Plan a session; it is public at once."""
    session: TrainingSession = TrainingSession.objects.create(programme=programme, **fields)
    record(events.SessionPlanned(session_id=session.pk), actor=actor)
    return session


@transaction.atomic
def edit_session(session: TrainingSession, *, actor: Any, **fields: Any) -> TrainingSession:
    """Change a session. Raises NotPossible for what was promised once enrolment is open."""
    session = for_update(TrainingSession.objects.filter(pk=session.pk)).get()
    changed = [name for name, value in fields.items() if getattr(session, name) != value]
    if session.state != SessionState.PLANNED:
        raise NotPossible(_("Les places sont déjà attribuées : cette session ne change plus."))
    if session.has_opened:
        fewer = fields.get("seats", session.seats) < session.seats
        if fewer or any(name in PROMISED for name in changed):
            raise NotPossible(
                _(
                    "Les inscriptions sont ouvertes : les dates et le nombre de places sont "
                    "promis. Annulez cette session et prévoyez-en une autre."
                )
            )
    for name in changed:
        setattr(session, name, fields[name])
    session.save(update_fields=changed)
    record(events.SessionEdited(session_id=session.pk), actor=actor)
    return session


@transaction.atomic
def cancel_session(session: TrainingSession, *, reason: str, actor: Any) -> TrainingSession:
    """Cancel a session for a public reason; those enrolled are told."""
    session = for_update(TrainingSession.objects.filter(pk=session.pk)).get()
    if session.state in {SessionState.HELD, SessionState.CANCELLED}:
        raise NotPossible(_("Cette session est déjà terminée ou annulée."))
    session.state = SessionState.CANCELLED
    session.notice = one_line(reason)
    session.save(update_fields=["state", "notice"])
    record(events.SessionCancelled(session_id=session.pk), actor=actor)
    return session
