"""What a receipt's hash covers: the question as it was asked."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from consultations.models import Contribution, Step


def payload(contribution: Contribution) -> dict[str, Any] | None:
    """Give the payload of a contribution, or None when its words are gone."""
    try:
        question = contribution.floor_question
    except ObjectDoesNotExist:
        return None
    return {"question": question.text}


def payloads(step: Step) -> Iterator[tuple[Contribution, Any]]:
    """Give each counted contribution with its payload; None stands for words that are gone."""
    rows = Contribution.objects.counted().filter(step=step).order_by("pk")
    for contribution in rows.select_related("floor_question").iterator(chunk_size=1000):
        yield contribution, payload(contribution)
