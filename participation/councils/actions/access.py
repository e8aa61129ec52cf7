"""An administrator's exceptional access."""

from datetime import timedelta

from django.db import transaction

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import plain
from participation.councils.events import ExceptionalAccessOpened
from participation.councils.models import Council, ExceptionalAccess

LASTS = timedelta(hours=1)


@transaction.atomic
def open_exceptional_access(
    council: Council, *, account: Account, reason: str
) -> ExceptionalAccess:
    """Let an administrator read a space for one hour, for a reason that its members see."""
    access = ExceptionalAccess.objects.create(
        council=council, account=account, reason=plain(reason), ends_at=now() + LASTS
    )
    event = ExceptionalAccessOpened(council_id=council.pk, access_id=access.pk)
    record(event, actor=account)
    return access
