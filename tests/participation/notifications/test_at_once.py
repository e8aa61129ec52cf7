"""Several events told to the same people at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction

from participation.accounts.events import AccountRenamed
from participation.accounts.models import Account
from participation.base.events import record
from participation.notifications.actions import News, tell
from participation.notifications.models import Notice
from tests.factories import make_account

EVENTS, PEOPLE = 6, 12


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_events_told_at_once_wait_for_each_other_and_all_are_counted() -> None:
    people = [make_account(f"voisin{number}@example.org").pk for number in range(PEOPLE)]

    def one(number: int) -> None:
        turned = people[number:] + people[:number]  # each begins with somebody else
        try:
            with transaction.atomic():
                line: Any = record(AccountRenamed(account_id=people[0]), actor=None)
                tell(line.pk, "consultation_news", News("Ouverte", "/"), accounts=turned)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EVENTS) as pool:
        list(pool.map(one, range(EVENTS)))
    assert Notice.objects.count() == EVENTS * PEOPLE
    counts = Account.objects.filter(pk__in=people).order_by("pk")
    assert list(counts.values_list("unread_count", flat=True)) == [EVENTS] * PEOPLE
