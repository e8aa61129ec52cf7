"""Who leads a debate."""

from typing import Any

from consultations.models import Consultation
from consultations.rules import is_officer


def may_lead(person: Any, consultation: Consultation) -> bool:
    """Officers of the body that asks: pin, slow down, pause, write the synthesis."""
    return bool(is_officer(person, consultation))
