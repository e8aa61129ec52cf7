"""Whoever tries a private address with the power of an office leaves a trace for its members."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from participation.accounts.models import Account, PublicBody
from participation.base.clock import local, now
from participation.councils.models import Attempt, RegionalCoordinator

NOBODY_READS_AFTER = timedelta(days=1)


def note_attempt(*, person: Any, slug: str, **signal: Any) -> None:
    """Note once a day that somebody with an office tried this address; hears `entry_refused`.

    The same two statements are sent whether or not a council stands there, so that the time of
    the answer tells nothing. An attempt at nothing is dropped by `tidy_attempts`.
    """
    if not person.is_authenticated:
        return
    public_body = PublicBody.objects.filter(officers__account=person.pk).order_by("pk").first()
    role = _role(person, public_body)
    if role:
        attempt = Attempt(
            slug=slug[:80],
            account_id=person.pk,
            role=role,
            public_body=public_body,
            on=local(now(), settings.TIME_ZONE).date(),
        )
        with transaction.atomic():
            Attempt.objects.bulk_create([attempt], ignore_conflicts=True)


def _role(person: Account, public_body: PublicBody | None) -> Attempt.Role | None:
    if public_body:
        return Attempt.Role.OFFICER
    if person.is_superuser:
        return Attempt.Role.ADMINISTRATOR
    if person.is_moderator:
        return Attempt.Role.MODERATOR
    answers_here = RegionalCoordinator.objects.running().filter(account=person.pk)
    return Attempt.Role.REGIONAL if answers_here.exists() else None


@transaction.atomic
def tidy_attempts() -> int:
    """Drop what was tried where there is no council; say how many."""
    number, _ = Attempt.objects.at_nothing(before=now() - NOBODY_READS_AFTER).delete()
    return number
