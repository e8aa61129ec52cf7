"""Signs that somebody answered many times: listed with their reasons, for a human to judge.

Nothing is excluded by a computation. It needs no trace of people: only when contributions came,
and what they say. A town hall that types in a pile of paper makes a burst too, which is why the
channels on paper are left out of bursts.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from consultations.models import Consultation, Contribution, Step
from consultations.models.choices import Channel
from consultations.receipts import canonical

WINDOW = timedelta(minutes=10)
FEWEST = 10  # in one window: fewer are never a burst
RARE = 1e-6  # by chance, one window in a million would hold as many
SAME_FEWEST = 3
LONG_ENOUGH = 40  # signs: « Oui. » said by many is no sign of anything


class Sign(StrEnum):
    """Why a group of contributions should be looked at."""

    BURST = "burst"  # far more in ten minutes than the rest of the time lets expect
    SAME_WORDS = "same_words"  # the same text, but for capitals, accents and blanks


@dataclass(frozen=True)
class Anomaly:
    """One group: its sign, when it began, the codes it holds, how many chance would explain."""

    sign: Sign
    begins_at: datetime
    codes: tuple[str, ...]
    expected: float = 0.0


def anomalies(consultation: Consultation) -> list[Anomaly]:
    """Look at every counted contribution of a consultation, step by step."""
    steps = Step.objects.filter(consultation=consultation).order_by("pk")
    return [found for step in steps for found in _in_step(step, consultation)]


def _in_step(step: Step, consultation: Consultation) -> Iterator[Anomaly]:
    step.consultation = consultation
    online: list[tuple[datetime, str]] = []
    by_words: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for contribution, payload in step.component.payloads(step):
        assert contribution.received_at
        came = (contribution.received_at, str(contribution.tracking_code))
        if contribution.channel == Channel.ONLINE:
            online.append(came)
        if key := words_key(payload):
            by_words[key].append(came)
    yield from bursts(online)
    for group in by_words.values():
        if len(group) >= SAME_FEWEST:
            yield _group(Sign.SAME_WORDS, group)


def bursts(came: Iterable[tuple[datetime, str]]) -> Iterator[Anomaly]:
    """Find windows of ten minutes that hold far more than a Poisson law explains.

    The mean is that of the windows in which something came, without the fullest tenth: a night
    when nobody answers must not make every morning suspect, nor a burst excuse itself.
    """
    windows: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for instant, code in came:
        windows[int(instant.timestamp() // WINDOW.total_seconds())].append((instant, code))
    sizes = sorted(len(window) for window in windows.values())
    usual = sizes[: max(1, len(sizes) * 9 // 10)]
    mean = sum(usual) / len(usual) if len(sizes) > 1 else 1.0
    for _number, window in sorted(windows.items()):
        if len(window) >= FEWEST and poisson_tail(len(window), mean) < RARE:
            yield _group(Sign.BURST, window, mean)


def poisson_tail(number: int, mean: float) -> float:
    """Give the chance of at least so many events when `mean` are expected."""
    below = (
        math.exp(-mean + count * math.log(mean) - math.lgamma(count + 1)) for count in range(number)
    )
    return max(0.0, 1.0 - sum(below))


def words_key(payload: Any) -> str:
    """Give the same key to payloads that say the same; none for what is too short to tell."""
    said = re.sub(r"[\W_]+", " ", canonical(payload).decode().casefold()).strip()
    longest = max((len(text) for text in _texts(payload)), default=0)
    return hashlib.sha256(said.encode()).hexdigest() if longest >= LONG_ENOUGH else ""


def _texts(payload: Any) -> Iterator[str]:
    if isinstance(payload, str):
        yield payload
    elif isinstance(payload, dict | list):
        for value in payload.values() if isinstance(payload, dict) else payload:
            yield from _texts(value)


def _group(sign: Sign, came: list[tuple[datetime, str]], expected: float = 0.0) -> Anomaly:
    came = sorted(came)
    return Anomaly(sign, came[0][0].astimezone(UTC), tuple(code for _at, code in came), expected)


def share_flagged(consultation: Consultation, found: Iterable[Anomaly]) -> Counter[str]:
    """Count how many contributions bear each sign, and how many were counted in all."""
    counts = Counter[str]()
    for anomaly in found:
        counts[anomaly.sign] += len(anomaly.codes)
    counts["all"] = Contribution.objects.filter(consultation=consultation).counted().count()
    return counts
