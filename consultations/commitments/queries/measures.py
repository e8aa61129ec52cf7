"""The page of one measure: where it stands, where it comes from, what became of it."""

from typing import Any

from consultations.commitments.models import Measure
from consultations.models import Contribution
from consultations.outcomes.models import Citation
from consultations.outcomes.queries.pages import Cited
from consultations.queries import quoted
from participation.base.codes import spaced_code

MOST_SHOWN = 6


def measure_page(measure: Measure) -> dict[str, Any]:
    """Gather a measure with its figures, its history, and the decisions it follows from."""
    sources = measure.sources.select_related("response__consultation")
    responses = [source.response for source in sources]
    citations = Citation.objects.filter(response__in=responses)
    numbers = list(citations.values_list("contribution_id", flat=True).order_by().distinct())
    return {
        "measure": measure,
        "plan": measure.plan,
        "branches": _branches(measure),
        "indicators": list(measure.indicators.prefetch_related("figures")),
        "turns": list(measure.turns.all()),
        "responses": responses,
        "cited": _quotes(numbers),
        "cited_count": len(numbers),
        "absorbed": list(measure.absorbed.all()),
    }


def _branches(measure: Measure) -> list[Any]:
    found: list[Any] = []
    branch = measure.branch
    while branch is not None:
        found.insert(0, branch)
        branch = branch.parent
    return found


def _quotes(contribution_ids: list[int]) -> list[Cited]:
    rows = Contribution.objects.filter(
        pk__in=contribution_ids, state=Contribution.State.PUBLISHED
    ).select_related("step__consultation", "consultation")
    shown = list(rows.order_by("pk")[:MOST_SHOWN])
    words = quoted(shown)
    return [
        Cited(spaced_code(str(row.tracking_code)), words[row.pk].excerpt, words[row.pk].url)
        for row in shown
    ]
