"""Which questionnaires a person may see."""

from typing import Any

from django.db.models import QuerySet

from consultations.models import Consultation, Step


def questionnaire_steps(person: Any, slug: str) -> QuerySet[Step]:
    """Give the questionnaires of the consultation at this address, if the person may see it."""
    seen = Consultation.objects.visible_to(person).filter(slug=slug)
    return Step.objects.filter(kind="questionnaire", consultation__in=seen).select_related(
        "consultation__public_body", "consultation__territory", "questionnaire"
    )
