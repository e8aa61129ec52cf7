"""A council of another site: what a list and a map need of it, as that site's register says."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.base.text import folded
from participation.councils.choices import Activity, BodyType
from participation.councils.directory.models.instances import RemoteInstance
from participation.councils.directory.querysets import RemoteCouncilQuerySet
from participation.territories.models import Territory

LONGEST_SEARCHED = 2000


class RemoteCouncil(models.Model):
    """A council whose page is on another site. No contact is kept: one finds it there."""

    instance = models.ForeignKey(RemoteInstance, models.CASCADE, related_name="councils")
    slug = models.SlugField(_("adresse courte"), max_length=80)
    url = models.URLField(_("page"), max_length=500)
    name = models.CharField(_("nom"), max_length=150)
    search_name = models.CharField(max_length=150, editable=False)
    search_text = models.CharField(max_length=LONGEST_SEARCHED, editable=False)
    body_type = models.CharField(_("nature"), max_length=30, choices=BodyType)
    activity = models.CharField(_("état"), max_length=20, choices=Activity)
    commune_code = models.CharField(_("code de la commune"), max_length=20, blank=True)
    commune_name = models.CharField(_("commune"), max_length=120)
    department_code = models.CharField(_("code du département"), max_length=3, blank=True)
    last_active_on = models.DateField(_("dernière activité publique"), null=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    objects = RemoteCouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("conseil d’un autre site")
        verbose_name_plural = _("conseils d’autres sites")
        ordering = ("search_name", "pk")
        indexes = [
            models.Index(fields=["commune_code"], name="remote_council_commune"),
            models.Index(fields=["department_code"], name="remote_council_department"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["instance", "slug"], name="remote_council_once"),
            models.CheckConstraint(
                name="remote_council_on_earth",
                condition=Q(lon=None, lat=None)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def where(self) -> str:
        """Give the commune as it tells homonyms apart: « Saint-Denis (93) »."""
        if not self.department_code:
            return self.commune_name
        return f"{self.commune_name} ({self.department_code})"

    def derive(self, neighbourhoods: list[str]) -> None:
        """Write what it is found by: its name, its commune, the neighbourhoods it covers."""
        self.search_name = folded(self.name)[:150]
        words = [self.name, self.commune_name, self.commune_code, *neighbourhoods]
        self.search_text = folded(" ".join(words))[:LONGEST_SEARCHED]


class RemoteNeighbourhood(models.Model):
    """A neighbourhood that a council of another site covers."""

    council = models.ForeignKey(RemoteCouncil, models.CASCADE, related_name="neighbourhoods")
    kind = models.CharField(max_length=20, choices=Territory.Kind)
    code = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("council", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind", "code"], name="remote_neighbourhood_once"
            )
        ]
