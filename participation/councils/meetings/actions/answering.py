"""Answering a convocation: I come, I do not, somebody votes for me."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.choices import Choice
from participation.councils.meetings.models import Answer, Meeting
from participation.councils.meetings.queries.quorum import expected
from participation.councils.models import Membership


@transaction.atomic
def answer(
    meeting: Meeting,
    membership: Membership,
    *,
    choice: Choice,
    actor: Any,
    proxy_to: Membership | None = None,
) -> Answer:
    """Note what a member answers; the last answer before the start counts.

    A member carries one proxy at most; who gives one carries none, so that no circle is possible.
    Who carries one and does not come gives it back: its giver is asked again. Raises Refused for
    a proxy that cannot be, and once the meeting has begun.
    """
    meeting = locked(meeting)
    if not meeting.is_coming:
        raise Refused(_("On ne répond plus : la réunion a commencé, ou elle est annulée."))
    proxy_to = proxy_to if choice == Choice.PROXY else None
    if choice == Choice.PROXY:
        _refuse_proxy(meeting, membership, proxy_to)
    if choice != Choice.COMING:
        meeting.answers.filter(proxy_to=membership).delete()
    given, _is_new = Answer.objects.update_or_create(
        meeting=meeting,
        membership=membership,
        defaults={"choice": choice, "proxy_to": proxy_to, "answered_at": now()},
    )
    tell(events.ConvocationAnswered, meeting, by=actor, membership_id=membership.pk)
    return given


def _refuse_proxy(meeting: Meeting, giver: Membership, carrier: Membership | None) -> None:
    if carrier is None or carrier == giver:
        raise Refused(_("Choisissez un autre membre pour porter votre procuration."))
    if not expected(meeting).filter(pk=carrier.pk).exists():
        raise Refused(_("Cette personne ne siégera pas ce jour-là. Choisissez-en une autre."))
    others = meeting.answers.exclude(membership=giver)
    if others.filter(proxy_to=carrier).exists():
        raise Refused(_("Cette personne porte déjà une procuration. Choisissez-en une autre."))
    if others.filter(membership=carrier).exclude(choice=Choice.COMING).exists():
        raise Refused(_("Cette personne a dit qu’elle ne viendrait pas. Choisissez-en une autre."))
    carried = others.filter(proxy_to=giver).select_related("membership").first()
    if carried:
        raise Refused(
            _("Vous portez la procuration de %(name)s. Demandez-lui d’abord d’en choisir un autre.")
            % {"name": carried.membership.name}
        )
