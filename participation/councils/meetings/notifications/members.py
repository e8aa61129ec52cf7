"""What people are told of meetings; the letter to each member is the proof that it was sent."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.meetings import events
from participation.councils.meetings.actions import note_letter
from participation.councils.meetings.models import (
    Convocation,
    Meeting,
    ObserverPass,
)
from participation.councils.meetings.notifications.said import change, joined, meeting_of
from participation.councils.models import Membership
from participation.councils.queries.insiders import insiders
from participation.notifications.actions import write_letter
from participation.notifications.guards import guards_letters


@guards_letters("observer")
def may_still_observe(recipient: str, pass_id: int) -> bool:
    """Say whether the pass is this address's and nobody took it back."""
    rows = ObserverPass.objects.filter(pk=pass_id, email=recipient, revoked_at=None)
    return rows.exists()


@listen(events.MeetingConvened)
def convene_members(heard: Heard) -> None:
    """Write to each member who has an address, and keep each letter as the proof."""
    convocation = Convocation.objects.select_related("meeting__council").get(
        pk=heard.event.convocation_id
    )
    meeting = convocation.meeting
    calendar = joined(meeting, is_private=True)
    rows = convocation.summons.select_related("membership__account")
    for summons in rows.exclude(membership__account=None):
        letter = write_letter(
            entry_id=heard.entry_id,
            to=summons.membership.account.email,
            kind="meeting_convocation",
            subject=_("Convocation à une réunion : %(council)s") % {"council": meeting.council},
            context={
                "meeting": meeting,
                "convocation": convocation,
                "answer_url": absolute(meeting.space_url),
                "calendar_url": absolute(f"{meeting.space_url}reunion.ics"),
            },
            guard=("council", meeting.council_id),
            calendar=calendar,
        )
        note_letter(summons, letter)


@listen(events.MeetingPostponed, events.MeetingCancelled)
def tell_of_the_change(heard: Heard) -> None:
    """Tell those who expected the meeting that it has another date, or that it is cancelled."""
    meeting = meeting_of(heard)
    subject, said = change(heard, meeting)
    calendar = joined(meeting, is_private=True)
    for address, url, guard in _who_expects(meeting):
        write_letter(
            entry_id=heard.entry_id,
            to=address,
            kind="meeting_changed",
            subject=subject,
            context={
                **said,
                "meeting_url": absolute(url),
                "inbox_url": absolute(url) if guard[0] == "council" else "",
            },
            guard=guard,
            calendar=calendar if guard[0] == "council" else b"",
        )


def _who_expects(meeting: Meeting) -> Iterator[tuple[str, str, tuple[str, int]]]:
    """Give the address of each, the page for them, and who is asked again before it leaves."""
    for address in _addresses(insiders(meeting.council)):
        yield address, meeting.space_url, ("council", meeting.council_id)
    for given in meeting.passes.filter(revoked_at=None):
        yield given.email, given.url, ("observer", given.pk)


@listen(events.MinutesLate)
def ask_coordinators(heard: Heard) -> None:
    """Remind those who coordinate that minutes are awaited."""
    meeting = meeting_of(heard)
    coordinators = Membership.objects.filter(council=meeting.council).coordinators()
    for address in _addresses(coordinators.values("account")):
        write_letter(
            entry_id=heard.entry_id,
            to=address,
            kind="meeting_minutes_late",
            subject=_("Un compte rendu est attendu : %(council)s") % {"council": meeting.council},
            context={
                "meeting": meeting,
                "minutes_url": absolute(f"{meeting.space_url}compte-rendu/"),
            },
            guard=("council", meeting.council_id),
        )


@listen(events.ObserverInvited)
def invite_observer(heard: Heard) -> None:
    """Send the address that opens one meeting; gone if the pass was taken back meanwhile."""
    rows = ObserverPass.objects.valid().select_related("meeting__council")
    given = rows.filter(pk=heard.event.pass_id).first()
    if given is None:
        return
    write_letter(
        entry_id=heard.entry_id,
        to=given.email,
        kind="meeting_observer",
        subject=_("Vous êtes invité à une réunion : %(council)s")
        % {"council": given.meeting.council},
        context={"meeting": given.meeting, "given": given, "pass_url": absolute(given.url)},
        guard=("observer", given.pk),
    )


def _addresses(accounts: Any) -> list[str]:
    rows = Account.objects.filter(pk__in=accounts, is_active=True).order_by("pk")
    return list(rows.values_list("email", flat=True))
