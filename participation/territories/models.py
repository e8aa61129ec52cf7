"""Territories, from the nation to the neighbourhood, each with its official code and vintage."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.databases import begins_with
from participation.base.text import folded
from participation.territories.geometry import Shape, contains
from participation.territories.words import words_of


def written_postcodes(codes: Sequence[str]) -> str:
    """Write postcodes in one text, each between two spaces."""
    return f" {' '.join(codes)} " if codes else ""


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """Which territories."""

    def valid_on(self, day: date) -> "TerritoryQuerySet":
        ends_later = models.Q(valid_to=None) | models.Q(valid_to__gt=day)
        starts_before = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
        return self.filter(starts_before, ends_later)

    def valid_today(self) -> "TerritoryQuerySet":
        return self.valid_on(timezone.localdate(now()))

    def named(self, typed: str, *, day: date | None = None) -> "TerritoryQuerySet":
        """Those valid today (or that day) whose words begin with each word typed, best first.

        Accents, case, hyphens, apostrophes and « St » do not matter; a postcode or an official
        code is a word too. First the exact name or code, then names that begin so, then the
        others; the most peopled first among equals.
        """
        words = words_of(typed)
        if not words:
            return self.none()
        day = day or timezone.localdate(now())
        rows = self.valid_on(day)
        ends_later = models.Q(valid_to=None) | models.Q(valid_to__gt=day)
        for word in words:
            having = TerritoryWord.objects.filter(ends_later, begins_with("word", word))
            rows = rows.filter(pk__in=having.order_by().values("territory"))
        return rows.best_first(typed, words)

    def best_first(self, typed: str, words: Sequence[str]) -> "TerritoryQuerySet":
        """Order them by how well they fit what was typed, and its words."""
        plain, spelt = folded(typed), " ".join(words)
        is_it = models.Q(search_name__in=[plain, spelt]) | models.Q(code__iexact=typed.strip())
        begins = begins_with("search_name", plain) | begins_with("search_name", spelt)
        return self.order_by(
            models.Case(models.When(is_it, then=0), models.When(begins, then=1), default=2),
            models.F("population").desc(nulls_last=True),
            "search_name",
            "code",
            "-vintage",
        )

    def within(self, territory: "Territory") -> "TerritoryQuerySet":
        """The territory itself and all that lies in it, wholly or with others."""
        besides = Territory.also_in.through.objects.filter(
            begins_with("to_territory__path", territory.path)
        )
        return self.filter(
            begins_with("path", territory.path)
            | models.Q(pk__in=besides.order_by().values("from_territory"))
        )

    def containing(self, lon: float, lat: float) -> "TerritoryQuerySet":
        """Those whose outline holds this point (WGS 84, degrees); without outline, none."""
        near = self.filter(
            outline__west__lte=lon,
            outline__east__gte=lon,
            outline__south__lte=lat,
            outline__north__gte=lat,
        )
        shapes = near.order_by("pk").values_list("pk", "outline__shape")
        holding = [pk for pk, shape in shapes if contains(shape, lon, lat)]
        return self.filter(pk__in=holding)


class Territory(models.Model):
    """One territory in one vintage of the official divisions."""

    class Kind(models.TextChoices):
        NATION = "national", _("Pays")
        REGION = "region", _("Région")
        DEPARTMENT = "department", _("Département")
        EPCI = "epci", _("Intercommunalité")
        EPT = "ept", _("Établissement public territorial")
        COMMUNE = "commune", _("Commune")
        DISTRICT = "district", _("Arrondissement municipal")
        DELEGATED = "delegated", _("Commune déléguée ou associée")
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
    # What it lies in beside its path: a commune's EPCI; the other communes of a neighbourhood.
    also_in = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="members", verbose_name=_("aussi dans")
    )
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
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Write what follows from the name, the code and the parent."""
        self.search_name = folded(self.name)[:120]
        self.path = f"{self.parent.path if self.parent else '/'}{self.kind}:{self.code}/"

    @property
    def department_code(self) -> str:
        """Give the code of the department it lies in, or nothing."""
        _before, _sign, after = self.path.partition(f"/{self.Kind.DEPARTMENT}:")
        return after.partition("/")[0]

    @property
    def label(self) -> str:
        """Give the name as it tells homonyms apart: « Saint-Denis (93) »."""
        department = self.department_code
        if not department or self.kind == self.Kind.DEPARTMENT:
            return self.name
        if self.kind == self.Kind.DELEGATED:  # it often bears the name of the commune it is in
            return gettext("%(name)s (ancienne commune, %(department)s)") % {
                "name": self.name,
                "department": department,
            }
        return f"{self.name} ({department})"

    @property
    def words(self) -> list[str]:
        """Give the words it is found by: of its name, its code and its postcodes."""
        return list(
            dict.fromkeys(words_of(self.name) + words_of(self.code) + self.postcodes.split())
        )


class TerritoryWord(models.Model):
    """One word by which a territory is found.

    It ends when its territory does, so that a search of today leaves out earlier vintages by the
    index alone.
    """

    word = models.CharField(max_length=40)
    valid_to = models.DateField(null=True)
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["word", "valid_to", "territory"],
                name="territory_word_in_its_time",
                opclasses=["varchar_pattern_ops", "date_ops", "int8_ops"],
            )
        ]


class Outline(models.Model):
    """Where a territory lies: its shape in degrees (WGS 84), the box around it, its centre."""

    territory = models.OneToOneField(Territory, models.CASCADE, related_name="outline")
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    lon = models.FloatField()
    lat = models.FloatField()
    source = models.CharField(max_length=200)
    shape: "models.JSONField[Shape, Shape]" = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["west", "east", "south", "north"], name="outline_box")]
