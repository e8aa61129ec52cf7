"""How often each view is asked and how long it takes, counted for Prometheus.

With several processes, PROMETHEUS_MULTIPROC_DIR names a folder in which they add up their counts.
"""

import os
from pathlib import Path

if _folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    Path(_folder).mkdir(parents=True, exist_ok=True)

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
BUCKETS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10)
_own = CollectorRegistry()
_seconds = Histogram(
    "participation_request_seconds",
    "Time to answer a request.",
    ["view", "method", "status"],
    registry=_own,
    buckets=BUCKETS,
)


def note(view: str, method: str, status: int, seconds: float) -> None:
    """Count one answered request, by view, method and family of status (2xx, 4xx…)."""
    family = f"{status // 100}xx"
    _seconds.labels(view, method if method in METHODS else "other", family).observe(seconds)


def exposition(*collectors: Collector) -> bytes:
    """Give every count in the text format of Prometheus, beside what these collectors find."""
    registry = CollectorRegistry()
    if _folder:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    for collector in collectors:
        registry.register(collector)
    return generate_latest(registry) + (b"" if _folder else generate_latest(_own))
