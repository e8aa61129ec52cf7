"""Convening: the agenda is frozen, each member is told, and the proof is kept."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.choices import How, ItemState
from participation.councils.meetings.models import Convocation, Meeting, Summons
from participation.councils.meetings.queries.notice import notice_of
from participation.councils.meetings.queries.quorum import expected
from participation.councils.models import Council
from participation.notifications.models import Letter


@transaction.atomic
def convene(meeting: Meeting, *, actor: Any, urgency: str = "") -> Convocation:
    """Send the agenda to every member whose mandate will run at the start; it is frozen so.

    Sent again unchanged, it stays the same convocation. `urgency` is why it leaves later than the
    council asks. Raises Refused for a meeting that is not announced or has begun, for an empty
    agenda, and for a late convocation without that reason.
    """
    meeting = locked(meeting)
    if not meeting.is_coming:
        raise Refused(_("On convoque à une réunion annoncée, avant son début."))
    agenda = frozen_agenda(meeting)
    if not agenda:
        raise Refused(_("L’ordre du jour est vide. Ajoutez un point, puis convoquez."))
    place = ", ".join(filter(None, [meeting.place, meeting.address]))[:300]
    said = {"agenda": agenda, "starts_at": meeting.starts_at, "place": place}
    last = meeting.convocations.first()
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return last
    notice = notice_of(meeting)
    urgency = one_line(urgency)[:300] if notice.is_short else ""
    if notice.is_short and not urgency:
        raise Refused(_("Il reste moins de jours que le délai. Écrivez la raison de l’urgence."))
    convocation = Convocation.objects.create(
        meeting=meeting,
        number=(last.number if last else 0) + 1,
        notice_days=notice.asked,
        urgency=urgency,
        sent_at=now(),
        sent_by=actor,
        **said,
    )
    Summons.objects.bulk_create(
        Summons(convocation=convocation, membership=member) for member in expected(meeting)
    )
    tell(events.MeetingConvened, meeting, by=actor, convocation_id=convocation.pk)
    return convocation


def frozen_agenda(meeting: Meeting) -> list[dict[str, Any]]:
    """Give the agenda as a convocation keeps it."""
    items = meeting.items.filter(state=ItemState.ACCEPTED)
    return [
        {"title": item.title, "minutes": item.minutes, "presenter": item.presenter}
        for item in items
    ]


@transaction.atomic
def set_notice(council: Council, *, days: int | None, actor: Any) -> None:
    """Say how many days before a meeting members are convened; none follows the framework."""
    council.own_notice_days = days
    council.save(update_fields=["own_notice_days"])
    record(events.NoticeRuleSet(council_id=council.pk), actor=actor)


@transaction.atomic
def note_letter(summons: Summons, letter: Letter) -> None:
    """Keep the letter as the proof; its own state and instant say the rest."""
    Summons.objects.filter(pk=summons.pk).update(letter=letter)


@transaction.atomic
def note_told(summons: Summons, *, how: How, actor: Any) -> Summons:
    """Note that a member was told otherwise than by letter; the first note stays."""
    meeting = locked(summons.convocation.meeting)
    summons.refresh_from_db()
    if summons.told_at is None:
        summons.told_at, summons.told_how, summons.told_by = now(), how, actor
        summons.save(update_fields=["told_at", "told_how", "told_by"])
        tell(events.MemberTold, meeting, by=actor, summons_id=summons.pk)
    return summons
