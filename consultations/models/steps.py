"""Steps: one component on the timeline of a consultation, with its own dates."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.choices import State
from consultations.models.consultation import Consultation
from consultations.registry import Component, components
from participation.base.clock import now


class Step(models.Model):
    """One component on the timeline of a consultation, with its own dates."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="steps")
    kind = models.CharField(_("sorte"), max_length=30)
    title = models.CharField(_("titre"), max_length=150)
    intro = models.TextField(_("présentation"), blank=True)
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    opens_at = models.DateTimeField(_("ouverture"), null=True, blank=True)
    closes_at = models.DateTimeField(_("clôture"), null=True, blank=True)
    # When followers were told that it begins, or ends, on a date of its own.
    began_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    results_published_at = models.DateTimeField(
        _("résultats publiés le"), null=True, editable=False
    )

    class Meta:
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                name="step_closes_after_opening",
                condition=Q(closes_at=None)
                | Q(opens_at=None)
                | Q(closes_at__gt=models.F("opens_at")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def component(self) -> Component:
        return components()[self.kind]

    def get_absolute_url(self) -> str:
        return self.component.url(self)

    @property
    def reading_url(self) -> str:
        return self.component.reading_url(self)

    @property
    def starts_at(self) -> datetime | None:
        return self.opens_at or self.consultation.opens_at

    @property
    def ends_at(self) -> datetime | None:
        """Its own closing, never later than the consultation's."""
        ends = [end for end in (self.closes_at, self.consultation.closes_at) if end]
        return min(ends) if ends else None

    def is_open_at(self, instant: datetime) -> bool:
        starts, ends = self.starts_at, self.ends_at
        if self.consultation.state != State.OPEN or starts is None or ends is None:
            return False
        return starts <= instant < ends

    @property
    def is_open(self) -> bool:
        return self.is_open_at(now())

    @property
    def has_ended(self) -> bool:
        ends = self.ends_at
        return self.consultation.has_ended or (ends is not None and ends <= now())
