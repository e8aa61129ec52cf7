"""Counting the answers."""

from typing import Any

from consultations.models import Step


def results(step: Step, viewer: Any) -> dict[str, Any]:
    return {"step": step}
