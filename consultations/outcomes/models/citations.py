"""Which contributions a decision names, what it does with each, and because of what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution
from consultations.outcomes.models.responses import OfficialResponse, Position


class Citation(models.Model):
    """A contribution that a decision names: taken up, in part, not, or still studied."""

    class Relation(models.TextChoices):
        TAKEN_UP = "taken_up", _("Reprise")
        IN_PART = "in_part", _("Reprise en partie")
        NOT_TAKEN_UP = "not_taken_up", _("Non reprise")
        UNDER_STUDY = "under_study", _("À l’étude")

    response = models.ForeignKey(OfficialResponse, models.CASCADE, related_name="citations")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="citations")
    relation = models.CharField(_("ce qui en est fait"), max_length=15, choices=Relation)
    reason = models.TextField(_("parce que"), blank=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["response", "contribution"], name="citation_once"),
            models.CheckConstraint(
                name="citation_relation_known",
                condition=models.Q(
                    relation__in=["taken_up", "in_part", "not_taken_up", "under_study"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def because(self) -> str:
        """Its own reason, or else that of the decision: nothing is cited without one."""
        return self.reason or self.response.reason

    @property
    def pill(self) -> str:
        """How `ui/pill.html` shows it."""
        return PILLS[self.Relation(self.relation)]


PILLS = {
    Citation.Relation.TAKEN_UP: "accepted",
    Citation.Relation.IN_PART: "accepted_in_part",
    Citation.Relation.NOT_TAKEN_UP: "rejected",
    Citation.Relation.UNDER_STUDY: "under_study",
}

# What a position does with the contributions it answers, unless one is told apart with a reason.
IMPLIED = {
    Position.ACCEPTED: Citation.Relation.TAKEN_UP,
    Position.ALREADY_DONE: Citation.Relation.TAKEN_UP,
    Position.ACCEPTED_IN_PART: Citation.Relation.IN_PART,
    Position.REJECTED: Citation.Relation.NOT_TAKEN_UP,
    Position.OUT_OF_REMIT: Citation.Relation.NOT_TAKEN_UP,
    Position.UNDER_STUDY: Citation.Relation.UNDER_STUDY,
}
