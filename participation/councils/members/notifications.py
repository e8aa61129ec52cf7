"""What people are told: an invitation, a request, an end, a new part."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils import events
from participation.councils.models import Council, Invitation, JoinRequest, Membership
from participation.notifications.actions import write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind("council_invitation", Category.ESSENTIAL, gettext_lazy("Une invitation")),
    NoticeKind(
        "council_join_asked",
        Category.COUNCILS,
        gettext_lazy("Une demande pour rejoindre le conseil"),
        link="link",
    ),
    NoticeKind(
        "council_join_declined", Category.ESSENTIAL, gettext_lazy("La réponse à votre demande")
    ),
    NoticeKind("council_mandate_ended", Category.ESSENTIAL, gettext_lazy("La fin d’un mandat")),
    NoticeKind(
        "council_new_part", Category.ESSENTIAL, gettext_lazy("Une place qui change"), link="link"
    ),
)


@listen(events.InvitationSent)
def send_invitation(heard: Heard) -> None:
    """Send the link, which stands in this letter alone."""
    waiting = Invitation.objects.pending().select_related("council", "college", "host")
    invitation = waiting.filter(pk=heard.event.invitation_id).first()
    if invitation is not None:
        council = invitation.council
        write_letter(
            entry_id=heard.entry_id,
            to=invitation.email,
            kind="council_invitation",
            subject=_("%(council)s vous invite") % {"council": council},
            context={"invitation": invitation, "council": council},
            guard=("invitation", invitation.pk),
        )


@listen(events.JoinAsked)
def tell_coordinators(heard: Heard) -> None:
    """Tell those who coordinate that somebody asks to join; who, and why, is read in the space."""
    council = Council.objects.get(pk=heard.event.council_id)
    coordinators = Membership.objects.coordinators().filter(council=council)
    link = absolute(reverse("members:requests", args=[council.slug]))
    for membership in coordinators.select_related("account"):
        _write_to(
            heard,
            membership.account,
            kind="council_join_asked",
            subject=_("Une demande pour rejoindre votre conseil"),
            context={"council": council, "link": link},
            guard=("council", council.pk),
        )


@listen(events.JoinDeclined)
def tell_who_asked(heard: Heard) -> None:
    """Tell somebody that the answer is no, and why."""
    asked = JoinRequest.objects.select_related("council", "account")
    request = asked.filter(pk=heard.event.request_id, account__is_active=True).first()
    if request is not None:
        _write_to(
            heard,
            request.account,
            kind="council_join_declined",
            subject=_("%(council)s : la réponse à votre demande") % {"council": request.council},
            context={"council": request.council, "answer": request.answer},
        )


@listen(events.MandateEndSet, events.MandateEnded)
def tell_of_the_end(heard: Heard) -> None:
    """Tell a member when their mandate ends: from that day the space is closed to them."""
    membership = _membership(heard)
    if membership is not None and not membership.is_substitute:
        _write_to(
            heard,
            membership.account,
            kind="council_mandate_ended",
            subject=_("La fin de votre mandat"),
            context={"council": membership.council, "membership": membership},
        )


@listen(events.SubstituteSeated, events.CoordinationGiven)
def tell_of_a_new_part(heard: Heard) -> None:
    """Tell somebody that they sit from today, or coordinate from now on."""
    membership = _membership(heard)
    if membership is not None:
        council = membership.council
        _write_to(
            heard,
            membership.account,
            kind="council_new_part",
            subject=_("Votre place au conseil change"),
            context={
                "council": council,
                "membership": membership,
                "link": absolute(council.space_url),
            },
            guard=("council", council.pk),
        )


def _membership(heard: Heard) -> Membership | None:
    rows = Membership.objects.select_related("council", "account", "college")
    return rows.filter(pk=heard.event.membership_id, account__is_active=True).first()


def _write_to(heard: Heard, account: Account | None, **letter: Any) -> None:
    if account is not None:
        write_letter(entry_id=heard.entry_id, to=account.email, **letter)
