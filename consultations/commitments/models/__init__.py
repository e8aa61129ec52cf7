"""The tables of commitments."""

from consultations.commitments.models.contracts import Amendment, Signatory
from consultations.commitments.models.indicators import Indicator, YearFigure
from consultations.commitments.models.measures import Measure, MeasureSource, Turn
from consultations.commitments.models.plans import DEEPEST, Branch, Plan, today

__all__ = [
    "DEEPEST",
    "Amendment",
    "Branch",
    "Indicator",
    "Measure",
    "MeasureSource",
    "Plan",
    "Signatory",
    "Turn",
    "YearFigure",
    "today",
]
