"""Counting the answers: what was asked, what was answered, and what may be shown of it."""

from functools import partial
from typing import Any

from consultations.components.questionnaire.results.catalogue import Catalogue
from consultations.components.questionnaire.results.counting import count
from consultations.components.questionnaire.results.fingerprint import Fingerprint
from consultations.components.questionnaire.results.shapes import QuestionResult
from consultations.components.questionnaire.results.shaping import shape
from consultations.components.questionnaire.results.texts import add_texts
from consultations.models import Channel, Step
from participation.base.remembering import remembered

__all__ = ["Catalogue", "results"]

MANY = 1000  # sheets; fewer are counted anew each time


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Give what `questionnaire/_results.html` shows; the same for everybody who may see it.

    Officers read no more here than residents will: the exports hold each answer. Of many sheets
    the numbers are kept, once masked, until a sheet or a wording changes; words never are.
    """
    catalogue, mark = Catalogue(step), Fingerprint(step)
    work_out = partial(_counted, step, catalogue)
    shaped = work_out() if mark.total < MANY else remembered(mark.name(catalogue), work_out)
    add_texts(step, catalogue, shaped)
    by_channel = mark.by_channel
    return {
        "step": step,
        "questions": shaped,
        "total": mark.total,
        "channels": [(one.label, by_channel[one]) for one in Channel if one in by_channel],
        "errata": [
            {"number": version.number, "at": version.created_at, "reason": version.erratum_reason}
            for version in catalogue.versions
            if version.erratum_reason
        ],
    }


def _counted(step: Step, catalogue: Catalogue) -> list[QuestionResult]:
    return shape(catalogue, count(step, catalogue))
