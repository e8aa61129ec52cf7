"""Secret addresses: a pass for one observer, a member's own calendar."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.models import CalendarLink, Meeting, ObserverPass
from participation.councils.models import Council


@transaction.atomic
def give_pass(meeting: Meeting, *, name: str, email: str, actor: Any) -> ObserverPass:
    """Invite somebody to one meeting; the same address again gives the pass it has.

    Raises Refused for a meeting that is over, cancelled or not announced.
    """
    meeting = locked(meeting)
    if not meeting.is_announced or meeting.is_over:
        raise Refused(_("On invite à une réunion annoncée, avant sa fin."))
    given, is_new = ObserverPass.objects.get_or_create(
        meeting=meeting,
        email=email.strip().lower(),
        revoked_at=None,
        defaults={"name": one_line(name), "given_by": actor, "given_at": now()},
    )
    if is_new:
        tell(events.ObserverInvited, meeting, by=actor, pass_id=given.pk)
    return given


@transaction.atomic
def revoke_pass(given: ObserverPass, *, actor: Any) -> None:
    """Take a pass back: its address leads nowhere from now on."""
    if ObserverPass.objects.filter(pk=given.pk, revoked_at=None).update(revoked_at=now()):
        tell(events.ObserverRefused, given.meeting, by=actor, pass_id=given.pk)


@transaction.atomic
def make_calendar_link(council: Council, *, actor: Any) -> CalendarLink:
    """Give a member a secret address for their calendar; the one before leads nowhere any more."""
    CalendarLink.objects.filter(council=council, account=actor).delete()
    link = CalendarLink.objects.create(council=council, account=actor, made_at=now())
    record(events.CalendarLinkMade(council_id=council.pk), actor=actor)
    return link


@transaction.atomic
def revoke_calendar_link(council: Council, *, actor: Any) -> None:
    """End a member's calendar address."""
    if CalendarLink.objects.filter(council=council, account=actor).delete()[0]:
        record(events.CalendarLinkRevoked(council_id=council.pk), actor=actor)
