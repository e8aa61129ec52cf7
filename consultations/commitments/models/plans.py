"""A plan or a contract: who commits to what, until when, and how often it is told."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.commitments.choices import PlanKind, Rhythm
from consultations.commitments.querysets import PlanQuerySet
from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.territories.models import Territory

DEEPEST = 4  # levels of a tree, measures included


def usual_levels() -> list[list[str]]:
    """Give the names most plans use: an axis, and its measures."""
    return [["Axe", "axes"], ["Mesure", "mesures"]]


class Plan(models.Model):
    """A tree of measures under names its body chose, followed for years.

    `levels` names the levels from the top, each once in the singular and once in the plural; the
    last one is that of the measures. A contract is a plan with signatories and amendments.
    """

    public_body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="plans", verbose_name=_("organisme public")
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="plans", verbose_name=_("territoire")
    )
    kind = models.CharField(_("nature"), max_length=10, choices=PlanKind, default=PlanKind.PLAN)
    slug = models.SlugField(_("adresse courte"), max_length=80, unique=True)
    title = models.CharField(_("titre"), max_length=150)
    summary = models.TextField(_("de quoi s’agit-il ?"), blank=True)
    levels = models.JSONField(_("noms des niveaux"), default=usual_levels)
    starts_on = models.DateField(_("commence le"), null=True, blank=True)
    ends_on = models.DateField(_("se termine le"), null=True, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(
        _("des nouvelles de chaque mesure"), choices=Rhythm, default=Rhythm.QUARTERLY
    )
    referent_role = models.CharField(_("service référent"), max_length=150, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    published_at = models.DateTimeField(_("publié le"), null=True, editable=False)
    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan ou contrat")
        verbose_name_plural = _("plans et contrats")
        ordering = ("title", "pk")
        constraints = [
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(name="plan_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitments:plan", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_contract(self) -> bool:
        return self.kind == PlanKind.CONTRACT

    @property
    def measure_names(self) -> tuple[str, str]:
        """What its measures are called: one, several."""
        one, many = self.levels[-1]
        return one.lower(), many.lower()

    @property
    def branch_levels(self) -> list[list[str]]:
        """The names of the levels above the measures."""
        return list(self.levels[:-1])

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < today()


def today() -> date:
    """Give the day in the zone of the site: plans run by days, not by hours."""
    return timezone.localdate(now())


class Branch(models.Model):
    """One heading of the tree: an axis, a commitment…"""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="branches")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    external_id = models.CharField(_("numéro"), max_length=40)
    title = models.CharField(_("titre"), max_length=200)
    rank = models.PositiveIntegerField(_("rang"), default=0)

    class Meta:
        verbose_name = _("branche")
        verbose_name_plural = _("branches")
        ordering = ("rank", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "external_id"], name="branch_number_once"),
            models.CheckConstraint(name="branch_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def level_name(self) -> Any:
        levels = self.plan.branch_levels
        return levels[self.depth][0] if self.depth < len(levels) else ""
