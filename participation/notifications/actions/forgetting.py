"""Forgetting: what was sent long ago, and whoever closed their account."""

from datetime import timedelta

from django.db import transaction

from participation.base.clock import now
from participation.notifications.kinds import kinds
from participation.notifications.models import (
    Follow,
    Habits,
    Letter,
    Mailbox,
    Notice,
    Preference,
)

LETTERS_KEPT = timedelta(days=365)
NOTICES_KEPT = timedelta(days=365)
OVER = (Letter.State.SENT, Letter.State.FAILED, Letter.State.WITHHELD, Letter.State.DECLINED)


@transaction.atomic
def forget_recipients(addresses: list[str]) -> None:
    """Remove every letter to these addresses: their owner is erased, or asked for it."""
    Letter.objects.filter(recipient__in=addresses).delete()
    Mailbox.objects.filter(email__in=addresses).delete()


@transaction.atomic
def forget_with_account(account_id: int) -> None:
    """Remove all that is kept of somebody whose account is erased.

    Of a letter that proves something, only when it left stays.
    """
    proofs = Letter.objects.filter(account=account_id, kind__in=_proofs()).order_by()
    proofs.update(account=None, recipient=f"efface-{account_id}@invalid.invalid", subject="")
    for rows in (Notice.objects, Letter.objects, Follow.objects, Preference.objects):
        rows.filter(account=account_id).delete()
    Habits.objects.filter(account=account_id).delete()


@transaction.atomic
def forget_old_letters() -> int:
    """Remove letters a year after they were written: they only say that something was sent."""
    old = Letter.objects.filter(created_at__lt=now() - LETTERS_KEPT, state__in=OVER)
    return old.exclude(kind__in=_proofs()).delete()[0]


def _proofs() -> list[str]:
    return [kind.key for kind in kinds() if kind.is_proof]


@transaction.atomic
def forget_old_notices() -> int:
    """Remove notices a year after they were given."""
    return Notice.objects.filter(at__lt=now() - NOTICES_KEPT).delete()[0]
