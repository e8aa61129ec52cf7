"""Counting the answers: what was asked, what was answered, and what may be shown of it."""

from typing import Any

from consultations.components.questionnaire.results.catalogue import Catalogue
from consultations.components.questionnaire.results.counting import count
from consultations.components.questionnaire.results.shaping import shape
from consultations.components.questionnaire.results.texts import add_texts
from consultations.models import Channel, Step

__all__ = ["Catalogue", "results"]


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Give what `questionnaire/_results.html` shows; the same for everybody who may see it.

    Officers read no more here than residents will: the exports hold each answer.
    """
    catalogue = Catalogue(step)
    counts = count(step, catalogue)
    shaped = shape(catalogue, counts)
    add_texts(step, catalogue, shaped)
    by_channel: dict[str, int] = {}
    for (_version, channel), n in counts.sheets.items():
        by_channel[channel] = by_channel.get(channel, 0) + n
    return {
        "step": step,
        "questions": shaped,
        "total": counts.total,
        "channels": [(one.label, by_channel[one]) for one in Channel if one in by_channel],
        "errata": [
            {"number": version.number, "at": version.created_at, "reason": version.erratum_reason}
            for version in catalogue.versions
            if version.erratum_reason
        ],
    }
