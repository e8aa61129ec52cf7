"""What people are told of a council, and who may still be told when a letter leaves."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.accounts.models import Account
from participation.base.events import Heard, listen
from participation.councils.events import ExceptionalAccessOpened
from participation.councils.models import Council, ExceptionalAccess, Invitation
from participation.councils.queries.insiders import insiders
from participation.notifications.actions import write_letter
from participation.notifications.guards import guards_letters
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind(
        "exceptional_access",
        Category.ESSENTIAL,
        gettext_lazy("Une entrée dans votre espace privé"),
        link="page_url",
    )
)


@guards_letters("council")
def is_still_inside(recipient: str, council_id: int) -> bool:
    """Say whether the address is that of somebody who may read the council's space now."""
    person = Account.objects.filter(email=recipient.strip().lower(), is_active=True).first()
    return person is not None and Council.objects.entered_by(person).filter(pk=council_id).exists()


@guards_letters("invitation")
def is_still_invited(recipient: str, invitation_id: int) -> bool:
    """Say whether the invitation still waits for this address."""
    return Invitation.objects.pending().filter(pk=invitation_id, email=recipient).exists()


@listen(ExceptionalAccessOpened)
def tell_who_came_in(heard: Heard) -> None:
    """Tell each member that an administrator came in; the reason waits in the space."""
    access = ExceptionalAccess.objects.select_related("council__framework").get(
        pk=heard.event.access_id
    )
    council = access.council
    page = settings.SITE_URL + reverse("councils:entries", args=[council.slug])
    for address in Account.objects.filter(pk__in=insiders(council)).values_list("email", flat=True):
        write_letter(
            entry_id=heard.entry_id,
            to=address,
            kind="exceptional_access",
            subject=_("Quelqu’un est entré dans votre espace privé"),
            context={"council": council, "access": access, "page_url": page},
            guard=("council", council.pk),
        )
