"""Corrections of what is published: beside it, dated, never in its place."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.outcomes.models.guarantors import Guarantor
from consultations.outcomes.models.responses import OfficialResponse
from consultations.outcomes.models.synthesis import Synthesis
from participation.base.clock import now

SUBJECTS = ("response", "synthesis", "guarantor")


def _exactly_one() -> Q:
    """Say that one of the subjects is there, and no other."""
    found = Q()
    for name in SUBJECTS:
        found |= Q(**{f"{other}__isnull": other != name for other in SUBJECTS})
    return found


class Erratum(models.Model):
    """A correction of one published fact: a decision, the synthesis, what concerns the guarantor.

    Measures and plans are corrected in their own history (`commitments.Turn`).
    """

    response = models.ForeignKey(
        OfficialResponse, models.PROTECT, null=True, blank=True, related_name="errata"
    )
    synthesis = models.ForeignKey(
        Synthesis, models.PROTECT, null=True, blank=True, related_name="errata"
    )
    guarantor = models.ForeignKey(
        Guarantor, models.PROTECT, null=True, blank=True, related_name="errata"
    )
    at = models.DateTimeField(_("le"), default=now)
    text = models.TextField(_("correction"))

    class Meta:
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(name="erratum_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="erratum_of_one_thing", condition=_exactly_one()),
        ]

    def __str__(self) -> str:
        return f"{self.response or self.synthesis or self.guarantor} {self.at:%Y-%m-%d}"
