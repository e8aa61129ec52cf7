"""What is measured: a figure aimed at each year, and the one that was reached."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.commitments.models.measures import Measure


class Indicator(models.Model):
    """One thing counted for a measure, with its unit and where the figures come from."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="indicators")
    name = models.CharField(_("ce qui est compté"), max_length=150)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    source = models.CharField(_("source des chiffres"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("indicateur")
        verbose_name_plural = _("indicateurs")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["measure", "name"], name="indicator_once"),
            models.CheckConstraint(name="indicator_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class YearFigure(models.Model):
    """The target of one year, and what was reached; a published figure is corrected in the open."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="figures")
    year = models.PositiveSmallIntegerField(_("année"))
    target = models.DecimalField(_("visé"), max_digits=14, decimal_places=2, null=True, blank=True)
    achieved = models.DecimalField(
        _("atteint"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("chiffre d’une année")
        verbose_name_plural = _("chiffres par année")
        ordering = ("year",)
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="figure_once_a_year"),
            models.CheckConstraint(
                name="figure_says_something",
                condition=Q(target__isnull=False) | Q(achieved__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"

    @property
    def is_reached(self) -> bool | None:
        """Whether the target was reached; nothing while one of the two is unknown."""
        if self.target is None or self.achieved is None:
            return None
        return self.achieved >= self.target
