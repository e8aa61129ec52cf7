"""Territories, from the nation to the neighbourhood, each with its official code and vintage."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.text import folded


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """Which territories."""

    def valid_on(self, day: date) -> "TerritoryQuerySet":
        ends_later = models.Q(valid_to=None) | models.Q(valid_to__gt=day)
        starts_before = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
        return self.filter(starts_before, ends_later)

    def named(self, typed: str) -> "TerritoryQuerySet":
        """Those whose name begins with, or contains, what was typed; accents do not matter.

        A postcode or an official code finds its territories too.
        """
        query = folded(typed)
        found = models.Q(search_name__contains=query) | models.Q(code__iexact=typed.strip())
        return self.filter(found | models.Q(postcodes__contains=f" {query} ")).order_by(
            models.Case(
                models.When(search_name=query, then=0),
                models.When(search_name__startswith=query, then=1),
                default=2,
            ),
            "search_name",
            "code",
        )

    def within(self, territory: "Territory") -> "TerritoryQuerySet":
        """The territory itself and all that lies in it, by the path of their codes."""
        return self.filter(path__startswith=territory.path)


class Territory(models.Model):
    """One territory in one vintage of the official divisions."""

    class Kind(models.TextChoices):
        NATION = "national", _("Pays")
        REGION = "region", _("Région")
        DEPARTMENT = "department", _("Département")
        EPCI = "epci", _("Intercommunalité")
        COMMUNE = "commune", _("Commune")
        PRIORITY_NEIGHBOURHOOD = "qpv", _("Quartier prioritaire")
        NEIGHBOURHOOD = "neighbourhood", _("Quartier")
        CUSTOM = "custom", _("Autre périmètre")

    kind = models.CharField(_("nature"), max_length=20, choices=Kind)
    code = models.CharField(_("code officiel"), max_length=20)
    name = models.CharField(_("nom"), max_length=120)
    search_name = models.CharField(max_length=120, editable=False, db_index=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("dans"),
    )
    path = models.CharField(max_length=200, editable=False, db_index=True)
    postcodes = models.CharField(_("codes postaux"), max_length=400, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    vintage = models.PositiveSmallIntegerField(_("millésime"))
    valid_from = models.DateField(_("valable depuis"), null=True, blank=True)
    valid_to = models.DateField(_("jusqu’au (exclu)"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ("search_name", "code")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code", "vintage"], name="territory_once_per_vintage"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_name = folded(self.name)[:120]
        self.path = f"{self.parent.path if self.parent else '/'}{self.kind}:{self.code}/"
        super().save(*args, **kwargs)
