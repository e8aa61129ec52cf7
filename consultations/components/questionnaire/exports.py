"""What officers take away."""

from consultations.models import Step
from consultations.registry import Table


def tables(step: Step) -> list[Table]:
    return []
