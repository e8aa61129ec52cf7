"""What this app itself writes: confirm what you asked to follow; an address is suspended."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.accounts.events import AccountIdle
from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.notifications.actions import News, tell, write_letter
from participation.notifications.events import FollowsAsked, MailboxDisabled
from participation.notifications.kinds import Category, NoticeKind, declare
from participation.notifications.models import Follow

declare(
    NoticeKind("phone_code", Category.ESSENTIAL, gettext_lazy("Un code par SMS")),
    NoticeKind("follows_asked", Category.ESSENTIAL, gettext_lazy("Confirmer un abonnement")),
    NoticeKind("account_idle", Category.ESSENTIAL, gettext_lazy("Un compte qui sera effacé")),
    NoticeKind("mailbox_disabled", Category.OFFICE, gettext_lazy("Une adresse suspendue")),
)


@listen(FollowsAsked)
def ask_to_confirm(heard: Heard) -> None:
    """Write to the address left, so that nobody subscribes somebody else."""
    rows = Follow.objects.filter(pk=heard.event.follow_id, confirmed_at=None)
    asked = rows.select_related("subscriber").first()
    if asked is None or asked.subscriber is None or not asked.subscriber.email:
        return
    link = reverse("notifications:confirm", args=[asked.token("confirm")])
    write_letter(
        entry_id=heard.entry_id,
        to=asked.subscriber.email,
        kind="follows_asked",
        subject=_("Confirmez votre abonnement"),
        context={"confirm_url": absolute(link)},
    )


@listen(AccountIdle)
def warn_idle(heard: Heard) -> None:
    """Say that an account will be erased in a month, and that signing in keeps it."""
    account = Account.objects.filter(pk=heard.event.account_id, is_active=True).first()
    if account is not None:
        write_letter(
            entry_id=heard.entry_id,
            to=account.email,
            kind="account_idle",
            subject=_("Votre compte sera effacé dans un mois"),
            context={"sign_in_url": absolute(reverse("account_login"))},
        )


@listen(MailboxDisabled)
def tell_administrators(heard: Heard) -> None:
    """Tell who administers that letters to an address are suspended."""
    people = Account.objects.filter(is_superuser=True, is_active=True).order_by("pk")
    news = News(
        title=_("Une adresse ne reçoit plus nos courriels"),
        path=reverse("notifications:mailboxes"),
        summary=_("Elle a refusé trois courriels. Nous ne lui écrivons plus, sauf les reçus."),
    )
    tell(heard.entry_id, "mailbox_disabled", news, accounts=people.values_list("pk", flat=True))
