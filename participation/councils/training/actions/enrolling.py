"""Asking, getting a place, giving it back: by the published rule alone."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.councils.models import Membership
from participation.councils.queries import former_member
from participation.councils.training import events
from participation.councils.training.choices import STILL_IN, EnrolmentState, SessionState
from participation.councils.training.errors import NotPossible
from participation.councils.training.models import Enrolment, TrainingSession
from participation.councils.training.queries import order, times_trained


def _locked(session: TrainingSession) -> TrainingSession:
    found: TrainingSession = for_update(TrainingSession.objects.filter(pk=session.pk)).get()
    return found


@transaction.atomic
def enrol(session: TrainingSession, membership: Membership, *, actor: Account) -> Enrolment:
    """Ask to attend, for a council where one sits; a second time changes nothing.

    Somebody who had given up asks anew, at the end of the line. Raises NotPossible when enrolment
    is not open.
    """
    session = _locked(session)
    if not session.takes_enrolments:
        raise NotPossible(_("Les inscriptions ne sont pas ouvertes. Regardez les autres sessions."))
    found: Enrolment | None = session.enrolments.filter(account=actor).first()
    if found is not None and found.state in STILL_IN:
        return found
    enrolment = found or Enrolment(session=session, account=actor)
    enrolment.council = membership.council
    enrolment.name = membership.name
    enrolment.state = EnrolmentState.ASKED
    enrolment.asked_at = now()
    enrolment.save()
    event = events.Enrolled(enrolment_id=enrolment.pk, session_id=session.pk)
    record(event, actor=actor)
    return enrolment


@transaction.atomic
def settle(session: TrainingSession) -> TrainingSession:
    """Give the places when enrolment closes, by `queries.order`; the others wait, with a rank."""
    session = _locked(session)
    if session.state != SessionState.PLANNED or now() < session.enrols_until:
        return session
    before = times_trained(session)
    asked = session.enrolments.filter(state=EnrolmentState.ASKED)
    for rank, enrolment in enumerate(order(asked, before), start=1):
        enrolment.rank = rank
        enrolment.times_before = before.get(enrolment.account_id, 0)
        has_place = rank <= session.seats
        enrolment.state = EnrolmentState.PLACED if has_place else EnrolmentState.WAITING
        enrolment.save(update_fields=["rank", "times_before", "state"])
    session.state = SessionState.SETTLED
    session.settled_at = now()
    session.save(update_fields=["state", "settled_at"])
    record(events.PlacesSettled(session_id=session.pk), actor=None)
    return session


def settle_due() -> int:
    """Settle every session whose enrolment has closed; give how many."""
    due = list(TrainingSession.objects.due_to_settle())
    return len([settle(session) for session in due])


@transaction.atomic
def cancel_enrolment(enrolment: Enrolment, *, actor: Any) -> Enrolment | None:
    """Give up a request or a place; give whoever gets the place instead, if anybody waits."""
    session = _locked(enrolment.session)
    enrolment.refresh_from_db()
    if enrolment.state not in STILL_IN or now() >= session.starts_at:
        raise NotPossible(_("Cette inscription ne peut plus être annulée."))
    had_place = enrolment.state == EnrolmentState.PLACED
    enrolment.state = EnrolmentState.CANCELLED
    enrolment.save(update_fields=["state"])
    event = events.EnrolmentCancelled(enrolment_id=enrolment.pk, session_id=session.pk)
    record(event, actor=actor)
    return _give_to_next(session, actor=actor) if had_place else None


def _give_to_next(session: TrainingSession, *, actor: Any) -> Enrolment | None:
    waiting = session.enrolments.filter(state=EnrolmentState.WAITING).order_by("rank")
    following: Enrolment | None = waiting.first()
    if following is not None:
        following.state = EnrolmentState.PLACED
        following.save(update_fields=["state"])
        event = events.PlaceGiven(enrolment_id=following.pk, session_id=session.pk)
        record(event, actor=actor)
    return following


@transaction.atomic
def take_attendance(
    session: TrainingSession, present: Collection[int], *, actor: Any
) -> TrainingSession:
    """Note who of those placed came, by the ids of their enrolments; a seat left empty is free.

    May be done again: people make mistakes.
    """
    session = _locked(session)
    if session.state not in {SessionState.SETTLED, SessionState.HELD} or now() < session.starts_at:
        raise NotPossible(_("Cette session n’a pas encore commencé."))
    came = [EnrolmentState.PLACED, EnrolmentState.ATTENDED, EnrolmentState.ABSENT]
    rows = session.enrolments.filter(state__in=came)
    rows.filter(pk__in=present).update(state=EnrolmentState.ATTENDED)
    rows.exclude(pk__in=present).update(state=EnrolmentState.ABSENT)
    session.state = SessionState.HELD
    session.save(update_fields=["state"])
    record(events.TrainingAttendanceTaken(session_id=session.pk), actor=actor)
    return session


@transaction.atomic
def forget_trainee(account: Account) -> None:
    """Take a person's name from every enrolment; open requests are given up."""
    for enrolment in Enrolment.objects.filter(account=account).select_related("session"):
        if enrolment.state in STILL_IN and now() < enrolment.session.starts_at:
            cancel_enrolment(enrolment, actor=None)
    Enrolment.objects.filter(account=account).update(account=None, name=former_member())
