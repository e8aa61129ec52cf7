"""What the votes say: the groups, what unites them, what divides them, and small numbers hidden."""

from consultations.components.statements.results.landscape import (
    Landscape,
    Place,
    landscape,
    place_of,
)
from consultations.components.statements.results.splitting import Part, parts_of
from consultations.components.statements.results.summing import results

__all__ = ["Landscape", "Part", "Place", "landscape", "parts_of", "place_of", "results"]
