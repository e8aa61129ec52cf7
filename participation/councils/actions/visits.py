"""When a person was last in a space, so that the next page says what is new since."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from participation.base.clock import now
from participation.councils.models import Council, Visit


@transaction.atomic
def mark_seen(council: Council, *, actor: Any, until: datetime) -> None:
    """« J’ai tout vu »: nothing that came until this instant is new any more.

    The instant is that of the page they read, so that what came meanwhile stays new.
    """
    instant = min(until, now())
    visit, _ = _locked().get_or_create(
        council=council, account=actor, defaults={"seen_at": instant, "began_with": instant}
    )
    visit.seen_at = visit.began_with = max(visit.began_with or instant, instant)
    visit.save(update_fields=["seen_at", "began_with"])


@transaction.atomic
def mark_left(council: Council, *, actor: Any) -> None:
    """Remember that the person was here just now; what was new stays so for half an hour."""
    visit, is_new = _locked().get_or_create(
        council=council, account=actor, defaults={"seen_at": now()}
    )
    if not is_new and not visit.is_first:
        visit.began_with = visit.new_since
    visit.seen_at = now()
    visit.save(update_fields=["seen_at", "began_with"])


def _locked() -> QuerySet[Visit]:
    return Visit.objects.select_for_update()
