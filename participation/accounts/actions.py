"""What changes accounts, public bodies and roles."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from participation.accounts import events
from participation.accounts.models import Account, Officer, PublicBody
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line


@transaction.atomic
def create_public_body(*, actor: Account | None, **fields: Any) -> PublicBody:
    """Register a public body; its section in the site is made by who listens."""
    public_body = PublicBody.objects.create(**fields)
    record(events.PublicBodyCreated(public_body_id=public_body.pk), actor=actor)
    return public_body


@transaction.atomic
def appoint_officer(account: Account, public_body: PublicBody, *, actor: Account | None) -> Officer:
    """Let an account act for a public body; a second time changes nothing."""
    officer, is_new = Officer.objects.get_or_create(account=account, public_body=public_body)
    if is_new:
        event = events.OfficerAppointed(public_body_id=public_body.pk, account_id=account.pk)
        record(event, actor=actor)
    return officer


@transaction.atomic
def remove_officer(officer: Officer, *, actor: Account | None) -> None:
    """Take the role back; effective at the next request."""
    event = events.OfficerRemoved(
        public_body_id=officer.public_body_id, account_id=officer.account_id
    )
    officer.delete()
    record(event, actor=actor)


@transaction.atomic
def rename(account: Account, *, display_name: str) -> Account:
    """Change the pseudonym; what was published shows the new one."""
    account.display_name = one_line(display_name)[:60]
    account.save(update_fields=["display_name"])
    record(events.AccountRenamed(account_id=account.pk), actor=account)
    return account


def warn_inactive() -> int:
    """Tell who has not signed in for 23 months that their account will be erased; once."""
    return sum(_warn(account) for account in Account.objects.to_warn())


@transaction.atomic
def _warn(account: Account) -> bool:
    rows = Account.objects.filter(pk=account.pk, warned_at=account.warned_at).order_by()
    if not rows.update(warned_at=now()):
        return False
    record(events.AccountIdle(account_id=account.pk), actor=None)
    return True


def erase_inactive() -> int:
    """Erase who was warned a month ago and did not come back, as if they had asked for it."""
    idle = list(Account.objects.to_erase())
    for account in idle:
        erase_account(account, actor=None)
    return len(idle)


@transaction.atomic
def erase_account(account: Account, *, actor: Account | None) -> Account:
    """Forget who a person was: names and addresses go, contributions stay without author.

    GDPR art. 17. The row remains, empty, so that what points to it keeps pointing at "nobody".
    """
    EmailAddress.objects.filter(user=account).delete()
    Authenticator.objects.filter(user=account).delete()
    UserSession.objects.filter(user=account).delete()
    Officer.objects.filter(account=account).delete()
    account.email = f"efface-{account.pk}@invalid.invalid"
    account.display_name = ""
    account.is_active = account.is_staff = account.is_superuser = account.is_moderator = False
    account.erased_at = now()
    account.set_unusable_password()
    account.save()
    record(events.AccountErased(account_id=account.pk), actor=actor)
    return account
