"""What the body answers: a synthesis of what it read, and reasoned decisions that cite."""

from consultations.outcomes.models.citations import IMPLIED, Citation
from consultations.outcomes.models.errata import Erratum
from consultations.outcomes.models.guarantors import Guarantor
from consultations.outcomes.models.responses import Deliberation, OfficialResponse, Position
from consultations.outcomes.models.synthesis import Coverage, Synthesis

__all__ = [
    "IMPLIED",
    "Citation",
    "Coverage",
    "Deliberation",
    "Erratum",
    "Guarantor",
    "OfficialResponse",
    "Position",
    "Synthesis",
]
