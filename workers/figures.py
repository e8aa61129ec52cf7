"""Figures of the whole platform for Prometheus, found in the database at each scrape."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import disk_usage

from django.conf import settings
from django.db.models import Count
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from consultations.models import Consultation, Contribution
from participation.base.clock import now
from participation.journal.models import Chore, Entry
from participation.notifications.models import Letter
from workers.readiness import checks, existing


class Figures(Collector):
    """Gather what one looks at on a bad day; numbers alone, about nobody."""

    def collect(self) -> Iterable[Metric]:
        ready = GaugeMetricFamily(
            "participation_ready", "1 when a check is well.", labels=["check"]
        )
        done = checks()
        for check in done:
            ready.add_metric([check.name], check.is_well)
        yield ready
        if next(check for check in done if check.name == "database").is_well:
            yield from self.of_the_database()
        yield gauge(
            "disk_free_bytes",
            "Free room for files.",
            disk_usage(existing(Path(settings.VAR_DIR))).free,
        )

    def of_the_database(self) -> Iterator[Metric]:
        yield gauge("outbox_lines", "Lines nobody has heard.", Entry.objects.filter(heard_at=None))
        yield gauge("letters_waiting", "Letters to send now.", Letter.objects.due())
        yield gauge("contributions", "Contributions received.", Contribution.objects.all())
        states = GaugeMetricFamily(
            "participation_consultations", "Consultations by state.", labels=["state"]
        )
        counted = Consultation.objects.order_by().values_list("state").annotate(Count("pk"))
        for state, number in counted:
            states.add_metric([state], number)
        yield states
        yield from self.of_the_chores()

    def of_the_chores(self) -> Iterator[Metric]:
        ages = GaugeMetricFamily(
            "participation_chore_age_seconds", "Since a chore last ended.", labels=["chore"]
        )
        failed = GaugeMetricFamily(
            "participation_chore_failed", "1 when its last run failed.", labels=["chore"]
        )
        for chore in Chore.objects.exclude(ended_at=None):
            assert chore.ended_at
            ages.add_metric([chore.name], (now() - chore.ended_at).total_seconds())
            failed.add_metric([chore.name], bool(chore.error))
        yield ages
        yield failed


def gauge(name: str, help: str, value: object) -> Metric:
    """Give one figure: a number, or how many rows a queryset holds."""
    number = value if isinstance(value, int) else value.count()  # type: ignore[attr-defined]
    return GaugeMetricFamily(f"participation_{name}", help, number)
