"""Who counts support on paper."""

from typing import Any

from consultations.models import Consultation
from consultations.rules import is_officer


def may_enter_sheets(person: Any, consultation: Consultation) -> bool:
    """Officers of the body that receives the proposals."""
    return bool(is_officer(person, consultation))
