"""The check of receipts: that what was received is what is counted, to the last sign.

Each fingerprint is computed again from the words themselves, then compared with the one that was
stored on arrival and with the one that was published at closing. What is wrong is named by its
tracking code, never by its words.

What a fingerprint covers: the code, the step, the instant of arrival, the channel, the words.
What it does not: the author, the territory, and whether the words are shown (publishing and
hiding are told by the journal). Who holds the whole database could write everything anew, so the
root should be compared with one that was kept elsewhere: that is what `expected_root` is for.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef

from consultations.models import Consultation, Contribution, Ledger, LedgerLeaf, Step
from consultations.receipts import fingerprint

AT_ONCE = 1000
MOST_COMPARED = 200  # beyond, swapped rows are told as altered: each pair would be tried
ItemT = TypeVar("ItemT")


class Fault(StrEnum):
    """What may be wrong with one contribution, or with the list itself."""

    ALTERED = "altered"  # words, instant, channel or step are not those received
    STORED = "stored_hash_altered"
    LISTED = "published_hash_altered"
    MISSING = "missing"  # in the published list, no longer counted
    ADDED = "added"  # counted, not in the published list
    SWAPPED = "swapped"  # holds the words of another, which holds its own
    WORDLESS = "words_missing"
    UNSEALED = "not_sealed"
    ROOT = "root"
    NUMBER = "number"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: a tracking code (none for the list itself), and which fault."""

    fault: Fault
    code: str = ""
    other: str = ""


@dataclass
class Report:
    """What was checked and what was found. `root` is computed anew from the published list."""

    consultation_id: int
    is_published: bool
    checked: int = 0
    root: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.findings


@dataclass(frozen=True)
class Suspect:
    """A contribution whose words do not give the fingerprint it should have."""

    contribution: Contribution
    payload: Any
    expected: str


def verify(consultation: Consultation, expected_root: str = "") -> Report:
    """Check every receipt of a consultation, in memory that does not grow with their number.

    Before the closing there is no published list: only the stored fingerprints are checked.
    """
    ledger = Ledger.objects.filter(consultation=consultation).first()
    report = Report(consultation.pk, is_published=ledger is not None)
    suspects: list[Suspect] = []
    for step in consultation.steps.select_related("consultation"):
        report.findings += _check_step(step, ledger, report, suspects)
    report.findings += _tell_suspects(suspects)
    report.findings += _wordless(consultation, report)
    if ledger is not None:
        report.findings += _check_list(consultation, ledger, report, expected_root)
    elif expected_root:
        report.findings.append(Finding(Fault.ROOT))
    return report


def _check_step(
    step: Step, ledger: Ledger | None, report: Report, suspects: list[Suspect]
) -> Iterator[Finding]:
    for chunk in _chunks(step.component.payloads(step)):
        report.checked += len(chunk)
        listed = _listed(ledger, [contribution for contribution, _ in chunk])
        for contribution, payload in chunk:
            code = contribution.tracking_code or ""
            yield from _check_one(contribution, payload, listed.get(code, ""), suspects)


def _check_one(
    contribution: Contribution, payload: Any, listed: str, suspects: list[Suspect]
) -> Iterator[Finding]:
    """Compare the fingerprint computed anew with the stored one and the published one."""
    code, stored = contribution.tracking_code or "", contribution.sha256
    if payload is None:
        yield Finding(Fault.WORDLESS, code)
        return
    computed = fingerprint(contribution, payload)
    published = listed or computed  # one that is not in the list is told as added, once
    if computed == stored == published:
        return
    if not stored and not listed:
        yield Finding(Fault.UNSEALED, code)
    elif computed == published and listed:
        yield Finding(Fault.STORED, code)
    elif computed == stored:
        yield Finding(Fault.LISTED, code)
    else:
        suspects.append(Suspect(contribution, payload, listed or stored))


def _tell_suspects(suspects: list[Suspect]) -> Iterator[Finding]:
    """Say which altered contributions only exchanged their words."""
    told: set[int] = set()
    if len(suspects) <= MOST_COMPARED:
        for first in suspects:
            for second in suspects:
                if first.contribution.pk < second.contribution.pk and _are_swapped(first, second):
                    codes = [str(one.contribution.tracking_code) for one in (first, second)]
                    yield Finding(Fault.SWAPPED, codes[0], other=codes[1])
                    told |= {first.contribution.pk, second.contribution.pk}
    for suspect in suspects:
        if suspect.contribution.pk not in told:
            yield Finding(Fault.ALTERED, suspect.contribution.tracking_code or "")


def _are_swapped(first: Suspect, second: Suspect) -> bool:
    return (
        fingerprint(first.contribution, second.payload) == first.expected
        and fingerprint(second.contribution, first.payload) == second.expected
    )


def _wordless(consultation: Consultation, report: Report) -> Iterator[Finding]:
    """Find counted contributions that their component no longer knows.

    A second reading, made only when the numbers differ.
    """
    counted = Contribution.objects.counted().filter(consultation=consultation)
    if counted.count() == report.checked:
        return
    known: set[int] = set()
    for step in consultation.steps.select_related("consultation"):
        known.update(contribution.pk for contribution, _ in step.component.payloads(step))
    codes = counted.order_by("pk").values_list("pk", "tracking_code")
    for pk, code in codes.iterator(chunk_size=AT_ONCE):
        if pk not in known:
            yield Finding(Fault.WORDLESS, code or "")


def _check_list(
    consultation: Consultation, ledger: Ledger, report: Report, expected_root: str
) -> Iterator[Finding]:
    """Compare the published list with what is counted, and its root with the one it had."""
    lines = hashlib.sha256()
    number = 0
    hashes = ledger.leaves.order_by("sha256").values_list("sha256", flat=True)
    for line in hashes.iterator(chunk_size=AT_ONCE):  # hexadecimal sorts alike everywhere
        lines.update(line.encode() + b"\n")
        number += 1
    report.root = lines.hexdigest()
    if report.root != ledger.root or (expected_root and report.root != expected_root.lower()):
        yield Finding(Fault.ROOT)
    if number != ledger.leaf_count:
        yield Finding(Fault.NUMBER)
    counted = Contribution.objects.counted().filter(consultation=consultation)
    same_code = LedgerLeaf.objects.filter(ledger=ledger, tracking_code=OuterRef("tracking_code"))
    yield from _codes(Fault.ADDED, counted.filter(~Exists(same_code)))
    still = counted.filter(tracking_code=OuterRef("tracking_code"))
    yield from _codes(Fault.MISSING, ledger.leaves.filter(~Exists(still)))


def _codes(fault: Fault, rows: Any) -> Iterator[Finding]:
    codes = rows.order_by("tracking_code").values_list("tracking_code", flat=True)
    for code in codes.iterator(chunk_size=AT_ONCE):
        yield Finding(fault, code or "")


def _listed(ledger: Ledger | None, contributions: list[Contribution]) -> dict[str, str]:
    if ledger is None:
        return {}
    codes = [contribution.tracking_code for contribution in contributions]
    return dict(
        ledger.leaves.filter(tracking_code__in=codes)
        .order_by()
        .values_list("tracking_code", "sha256")
    )


def _chunks(items: Iterable[ItemT]) -> Iterator[list[ItemT]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, AT_ONCE)):
        yield chunk
