"""From a contribution or a decision to the measures that follow, and where these stand."""

from consultations.commitments.models import Measure, MeasureSource
from consultations.commitments.words import late_words
from consultations.models import Contribution
from consultations.outcomes.queries import MeasureTold, tell_measures
from consultations.queries import Fate, tell_fates


def _label(measure: Measure) -> str:
    """Where it stands, and whether it is late."""
    state = str(measure.get_status_display())
    return f"{state}, {late_words(measure.days_late)}" if measure.is_late else state


@tell_fates
def fates_by_measure(contributions: list[Contribution]) -> dict[int, list[Fate]]:
    """Give, by contribution, the public measures that follow from decisions citing it."""
    rows = MeasureSource.objects.filter(
        response__citations__contribution__in=contributions,
        measure__plan__published_at__isnull=False,
        measure__merged_into=None,
    )
    found: dict[int, list[Fate]] = {}
    pairs = rows.values_list("response__citations__contribution_id", "measure_id").distinct()
    wanted = {row.pk for row in contributions}
    told = [(key, measure_id) for key, measure_id in pairs.order_by("pk") if key in wanted]
    measures = Measure.objects.select_related("plan").in_bulk({pk for _key, pk in told})
    for key, measure_id in told:
        measure = measures[measure_id]
        fate = Fate(measure.title, measure.pill, _label(measure), measure.get_absolute_url())
        if fate not in found.setdefault(key, []):
            found[key].append(fate)
    return found


@tell_measures
def measures_of_decisions(response_ids: list[int]) -> dict[int, list[MeasureTold]]:
    """Give, by decision, the public measures that follow from it."""
    rows = MeasureSource.objects.filter(
        response__in=response_ids,
        measure__plan__published_at__isnull=False,
        measure__merged_into=None,
    ).select_related("measure__plan")
    found: dict[int, list[MeasureTold]] = {}
    for row in rows:
        measure = row.measure
        told = MeasureTold(measure.title, measure.get_absolute_url(), _label(measure), measure.pill)
        found.setdefault(row.response_id, []).append(told)
    return found
