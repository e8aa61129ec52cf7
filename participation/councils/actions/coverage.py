"""Which neighbourhoods a council covers, from when and until when."""

from datetime import date
from typing import Any

from django.db import transaction

from participation.base.events import record
from participation.councils import events
from participation.councils.actions.locking import lock
from participation.councils.errors import Refused
from participation.councils.models import Council, Coverage
from participation.councils.queries.obstacles import why_not_cover
from participation.territories.models import Territory


@transaction.atomic
def cover(
    council: Council,
    territory: Territory,
    *,
    actor: Any,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Coverage:
    """Let a council cover a territory from a day until another, which is no longer included.

    Without a day, nothing is said of the beginning, or of the end. Raises Refused for an end that
    does not follow, days outside those of the territory, and a place covered at the same time.
    """
    lock(council)
    coverage = Coverage(
        council=council, territory=territory, valid_from=valid_from, valid_to=valid_to
    )
    return _save(coverage, events.NeighbourhoodCovered, actor)


@transaction.atomic
def date_coverage(
    coverage: Coverage, *, valid_from: date | None, valid_to: date | None, actor: Any
) -> Coverage:
    """Change from when and until when a place is covered. Raises Refused as `cover` does."""
    lock(coverage.council)
    coverage.valid_from, coverage.valid_to = valid_from, valid_to
    return _save(coverage, events.CoverageDated, actor)


@transaction.atomic
def remove_coverage(coverage: Coverage, *, actor: Any) -> None:
    """Take out a place entered by mistake; one that was covered is given an end instead."""
    event = events.CoverageRemoved(council_id=coverage.council_id, coverage_id=coverage.pk)
    coverage.delete()
    record(event, actor=actor)


def _save(coverage: Coverage, event: type[events.CoverageEvent], actor: Any) -> Coverage:
    if obstacle := why_not_cover(coverage):
        raise Refused(obstacle)
    coverage.save()
    record(event(council_id=coverage.council_id, coverage_id=coverage.pk), actor=actor)
    return coverage
