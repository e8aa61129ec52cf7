"""What costs much to work out and is shown many times, kept in the cache under its own name."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.core.cache import cache

WorkedOutT = TypeVar("WorkedOutT")
HOUR = 60 * 60


def remembered(name: str, work_out: Callable[[], WorkedOutT], *, seconds: int = HOUR) -> WorkedOutT:
    """Give what is kept under this name, or work it out and keep it.

    The name must change with whatever the answer is made of: nothing is ever taken back. Without
    a cache that answers, it is worked out each time: a page must not fail.
    """
    try:
        known: WorkedOutT | None = cache.get(name)
    except Exception:  # noqa: BLE001  whatever the cache says
        return work_out()
    if known is not None:
        return known
    worked_out = work_out()
    with suppress(Exception):
        cache.set(name, worked_out, seconds)
    return worked_out
