"""Who answers questions."""

from typing import Any

from consultations.models import Consultation
from consultations.rules import is_officer


def may_answer(person: Any, consultation: Consultation) -> bool:
    """Officers of the body that is asked."""
    return bool(is_officer(person, consultation))
