"""What tells whether the sheets of a step are still those that were counted."""

import hashlib
from collections import defaultdict

from django.db.models import Count, Max, Sum
from django.utils.translation import get_language

from consultations.components.questionnaire.results.catalogue import Catalogue
from consultations.models import COUNTED_STATES, Contribution, Step


class Fingerprint:
    """The sheets that count, in one query: how many by state and channel, and which of them.

    A sheet that comes, goes, is corrected, hidden or shown again changes a number here: the sum
    of the rows tells which they are, that of the revisions how often they were corrected. It is
    read before the counting, so that what is counted is never older than its name.
    """

    def __init__(self, step: Step) -> None:
        self.step = step
        rows = Contribution.objects.filter(step=step, state__in=COUNTED_STATES)
        self._rows = list(
            rows.values_list("state", "channel")
            .annotate(n=Count("pk"), which=Sum("pk"), saves=Sum("revision"), at=Max("updated_at"))
            .order_by("state", "channel")
        )
        self.by_channel: dict[str, int] = defaultdict(int)
        for _state, channel, n, *_others in self._rows:
            self.by_channel[channel] += n

    @property
    def total(self) -> int:
        return sum(self.by_channel.values())

    def name(self, catalogue: Catalogue) -> str:
        """Name what was counted, in the language its labels are written in."""
        versions = [version.pk for version in catalogue.versions]
        told = repr((self.step.pk, get_language(), versions, self._rows))
        return f"results:{hashlib.sha256(told.encode()).hexdigest()}"
