"""Reading one's notices."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.databases import for_update
from participation.notifications.models import Notice


def count_unread(account_ids: Iterable[int]) -> None:
    """Write beside each account how many notices it has not read: menus show it on each page.

    Accounts are locked one after the other, in order: two events told to the same people at once
    wait for each other, and the second one counts what the first one wrote. In a transaction.
    """
    rows = Account.objects.filter(pk__in=set(account_ids)).order_by("pk")
    ids = list(for_update(rows, no_key=True).values_list("pk", flat=True))
    unread = Notice.objects.filter(account=OuterRef("pk"), read_at=None).order_by()
    number = unread.values("account").annotate(number=Count("pk")).values("number")
    Account.objects.filter(pk__in=ids).order_by().update(unread_count=Coalesce(Subquery(number), 0))


@transaction.atomic
def read_notice(notice: Notice) -> None:
    """Say that its owner has read it; a second time changes nothing."""
    assert notice.account_id is not None
    if Notice.objects.unread().filter(pk=notice.pk).order_by().update(read_at=now()):
        count_unread([notice.account_id])


@transaction.atomic
def read_all(account: Account) -> None:
    """Say that somebody has read all of theirs."""
    Notice.objects.visible_to(account).unread().order_by().update(read_at=now())
    count_unread([account.pk])
