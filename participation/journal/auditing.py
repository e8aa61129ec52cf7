"""The check of the trail: every line is as it was written, in its place, and none is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from participation.base.clock import now
from participation.journal.chain import BEGINNING, chain_of, is_signed, link_hash
from participation.journal.models import ChainEnd, Entry, Link

AT_ONCE = 1000
SEALED_WITHIN = timedelta(minutes=10)


class Fault(StrEnum):
    """What may be wrong with the trail."""

    LINE_CHANGED = "line_changed"
    LINE_MISSING = "line_missing"
    LINK_MISSING = "link_missing"
    END_CHANGED = "end_changed"  # cut off, or signed with another key
    UNSEALED = "unsealed"  # written long ago, or said to be sealed, and in no chain


@dataclass(frozen=True)
class Finding:
    """One fault, where: the chain, the place in it (0 for the end), the line (0 if unknown)."""

    fault: Fault
    chain: int
    position: int = 0
    entry_id: int = 0


def chains() -> list[int]:
    """Give every chain that has a link or an end."""
    ends = ChainEnd.objects.order_by().values_list("chain", flat=True)
    return sorted({*ends, *Link.objects.order_by().values_list("chain", flat=True).distinct()})


def verify_chain(chain: int) -> Iterator[Finding]:
    """Compute a chain anew, and give what is not as it was; after a fault, go on from there."""
    before, expected = BEGINNING, 1
    for link, entry in _links(chain):
        for position in range(expected, link.position):
            yield Finding(Fault.LINK_MISSING, chain, position)
        if entry is None:
            yield Finding(Fault.LINE_MISSING, chain, link.position, link.entry_id)
        elif chain_of(entry) != chain or link_hash(before, link.position, entry) != link.sha256:
            yield Finding(Fault.LINE_CHANGED, chain, link.position, entry.pk)
        before, expected = link.sha256, link.position + 1
    end = ChainEnd.objects.filter(chain=chain).first()
    if end is None or not is_signed(end) or (end.length, end.sha256) != (expected - 1, before):
        yield Finding(Fault.END_CHANGED, chain)


def _links(chain: int) -> Iterator[tuple[Link, Entry | None]]:
    links = Link.objects.filter(chain=chain).order_by("position")
    last = 0
    while page := list(links.filter(position__gt=last)[:AT_ONCE]):
        entries = Entry.objects.in_bulk([link.entry_id for link in page])
        for link in page:
            yield link, entries.get(link.entry_id)
        last = page[-1].position


def verify_all() -> Iterator[Finding]:
    """Verify every chain, then look for lines that are in none."""
    for chain in chains():
        yield from verify_chain(chain)
    sealed = Link.objects.order_by().values("entry_id")
    old = Entry.objects.filter(at__lt=now() - SEALED_WITHIN) | Entry.objects.filter(is_sealed=True)
    for entry in old.exclude(pk__in=sealed).order_by("pk").iterator(AT_ONCE):
        yield Finding(Fault.UNSEALED, chain_of(entry), 0, entry.pk)
