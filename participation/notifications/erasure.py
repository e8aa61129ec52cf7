"""What notices hold of a person: given to them on request, gone when they leave."""

from typing import Any

from participation.accounts.events import AccountErased
from participation.accounts.models import Account
from participation.accounts.personal import gives_personal_data
from participation.base.events import Heard, listen
from participation.notifications.actions import forget_with_account
from participation.notifications.models import Habits, Letter, Notice, Preference
from participation.notifications.queries import followed_by


@gives_personal_data("avis")
def notices_of(account: Account) -> dict[str, Any]:
    """Give what one was told, what one follows, and how one wants to be told."""
    habits = Habits.objects.filter(account=account).first()
    return {
        "avis": [
            {"le": notice.at.isoformat(), "quoi": notice.title, "adresse": notice.path}
            for notice in Notice.objects.visible_to(account).order_by("pk")
        ],
        "lettres": [
            {
                "ecrite_le": letter.created_at.isoformat(),
                "objet": letter.subject,
                "etat": letter.get_state_display(),
            }
            for letter in Letter.objects.filter(account=account).order_by("pk")
        ],
        "abonnements": [
            {"sorte": str(found.kind.label), "quoi": str(found.thing)}
            for found in followed_by(account)
        ],
        "reglages": {
            str(row.get_category_display()): row.get_rhythm_display()
            for row in Preference.objects.filter(account=account).order_by("pk")
        },
        "fuseau": habits.zone if habits else "",
        "telephone": habits.phone if habits else "",
    }


@listen(AccountErased)
def forget(heard: Heard) -> None:
    """Remove it all; a repeat finds nothing more."""
    forget_with_account(heard.event.account_id)
