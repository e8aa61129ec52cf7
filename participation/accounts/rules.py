"""Who is what."""

from typing import Any

import rules

from participation.accounts.models import Officer, PublicBody


@rules.predicate
def is_signed_in(account: Any) -> bool:
    return bool(account.is_authenticated)


@rules.predicate
def is_administrator(account: Any) -> bool:
    return bool(account.is_authenticated and account.is_superuser)


@rules.predicate
def is_moderator(account: Any) -> bool:
    return bool(account.is_authenticated and account.is_moderator)


def acts_for(account: Any, public_body_id: int) -> bool:
    """Say whether the account is an officer of this public body (or an administrator)."""
    if not account.is_authenticated:
        return False
    if account.is_superuser:
        return True
    return Officer.objects.filter(account=account, public_body_id=public_body_id).exists()


@rules.predicate
def is_officer_of(account: Any, public_body: PublicBody) -> bool:
    return acts_for(account, public_body.pk)
