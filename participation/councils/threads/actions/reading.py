"""How far a member has read. Nothing is recorded: what people read is their own matter."""

from typing import Any

from django.db import transaction
from django.db.models import F

from participation.councils.models import Council
from participation.councils.threads.models import ReadMark, Thread


@transaction.atomic
def mark_read(thread: Thread, *, account: Any, number: int) -> ReadMark:
    """Say that a person has read a discussion up to this message; a mark never goes back."""
    reached = min(number, Thread.objects.values_list("last_number", flat=True).get(pk=thread.pk))
    mark, is_new = ReadMark.objects.get_or_create(
        thread=thread, account=account, defaults={"number": reached}
    )
    if not is_new:
        ReadMark.objects.filter(pk=mark.pk, number__lt=reached).update(number=reached)
    return mark


@transaction.atomic
def mark_all_read(council: Council, *, account: Any) -> None:
    """Say that a person has read everything that is written in the council's discussions."""
    read = ReadMark.objects.filter(account=account, number=F("thread__last_number")).order_by()
    for thread in Thread.objects.filter(council=council).exclude(pk__in=read.values("thread")):
        mark_read(thread, account=account, number=thread.last_number)
