"""Gathering what is due into letters: one for each person, each notice once."""

from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from participation.base.clock import now
from participation.base.databases import alone
from participation.notifications.actions.sending import send_many
from participation.notifications.models import Letter, Notice

AT_ONCE = 2000
CARRIER = "news"  # the kind of a letter that carries notices
SENT_WITH_THE_COMMIT = 20  # more than that are left to the sweeper


def gather_due() -> int:
    """Write the summaries whose hour has come; give how many people have one.

    One gathers at a time; whoever comes meanwhile finds nothing left to do.
    """
    with alone("gather") as is_ours:
        return gather(Notice.objects.all()) if is_ours else 0


def gather(notices: "QuerySet[Notice]", window: str = "") -> int:
    """Put what is due among these into one letter for each address; give how many letters.

    One query finds those who have something. The letters have no words yet: they are written
    when each leaves, after its guards were asked again. `window` is what makes each the only one:
    the kind of notice for what leaves at once, else the hour at which a summary was due.
    """
    due = notices.filter(letter=None, leaves_at__lte=now()).exclude(_by_post())
    email = Coalesce(F("account__email"), F("subscriber__email"))
    people = due.order_by().annotate(email=email).values_list("email")
    groups = people.annotate(
        Max("account_id"), Max("subscriber_id"), Min("entry_id"), Max("leaves_at")
    )
    found = iter(groups.order_by("email"))
    number = 0
    while some := list(islice(found, AT_ONCE)):
        _write_letters(due, some, window)
        number += len(some)
    return number


def _by_post() -> Q:
    return Q(subscriber__isnull=False, subscriber__email=None)


@transaction.atomic
def _write_letters(due: "QuerySet[Notice]", people: list[Any], window: str) -> None:
    """Write the letters of some people and hang their notices on them.

    Nobody else sees them before the commit: so each notice hangs on one letter, and no letter
    leaves before all of its own hang on it.
    """
    letters = Letter.objects.bulk_create(
        Letter(
            entry_id=first,
            kind=CARRIER,
            recipient=email,
            account_id=account_id,
            subscriber_id=subscriber_id,
            window=window or f"{hour:%Y-%m-%dT%H:%M}",
            state=Letter.State.GATHERING,
        )
        for email, account_id, subscriber_id, first, hour in people
    )
    ours = Letter.objects.filter(state=Letter.State.GATHERING, kind=CARRIER).order_by()
    for field in ("account_id", "subscriber_id"):
        mine = ours.filter(**{field: OuterRef(field)}).values("pk")[:1]
        ids = [getattr(letter, field) for letter in letters if getattr(letter, field)]
        if ids:
            rows = due.filter(**{f"{field}__in": ids}).order_by()
            Notice.objects.filter(pk__in=rows.values("pk")).update(letter=Subquery(mine))
    pks = [letter.pk for letter in letters]
    Letter.objects.filter(pk__in=pks).update(state=Letter.State.WAITING)
    at_once = pks if len(pks) <= SENT_WITH_THE_COMMIT else []
    if at_once:
        transaction.on_commit(lambda: send_many(at_once), robust=True)
