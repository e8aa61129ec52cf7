"""Hashing what a contribution says, so that the same text sent again is grouped and counted."""

import hashlib

from django.db import transaction

from consultations.models import Contribution
from consultations.moderation.models import TextPrint
from participation.base.text import folded

SHORTEST = 40  # below, equal words are a coincidence: « Oui », « Des bancs »


@transaction.atomic
def keep_print(contribution: Contribution) -> None:
    """Keep the print of a contribution's free words, or forget it when there are too few."""
    said = folded(" ".join(line.answer for line in contribution.component.lines(contribution)))
    if not contribution.is_counted or len(said) < SHORTEST:
        TextPrint.objects.filter(contribution=contribution).delete()
        return
    TextPrint.objects.update_or_create(
        contribution=contribution,
        defaults={
            "consultation_id": contribution.consultation_id,
            "print": hashlib.sha256(said.encode()).hexdigest(),
        },
    )
