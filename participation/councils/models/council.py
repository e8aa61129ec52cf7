"""A council as everyone knows it: where, under which rules, in which state, with whose help."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.base.clock import local, now
from participation.base.text import folded
from participation.councils.choices import Activity, BodyType
from participation.councils.models.framework import Framework
from participation.councils.querysets import CouncilQuerySet, HostQuerySet, OrderQuerySet
from participation.territories.models import Territory

if TYPE_CHECKING:
    from typing import Any


class HostOrganisation(models.Model):
    """The legal person that carries a council: an association, a social centre…"""

    name = models.CharField(_("nom"), max_length=150, unique=True)
    legal_form = models.CharField(_("forme juridique"), max_length=80, blank=True)
    contact_email = models.EmailField(_("courriel"), blank=True)
    website = models.URLField(_("site"), blank=True)
    objects = HostQuerySet.as_manager()

    class Meta:
        verbose_name = _("structure porteuse")
        verbose_name_plural = _("structures porteuses")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


def site_zone() -> str:
    return settings.TIME_ZONE


class Council(models.Model):
    """A citizens' council or another participation body.

    What stands here is public. The contact is a role's address, never a private person's.
    """

    name = models.CharField(_("nom"), max_length=150)
    slug = models.SlugField(_("adresse courte"), max_length=80, unique=True)
    search_name = models.CharField(max_length=150, editable=False, db_index=True)
    body_type = models.CharField(_("nature"), max_length=30, choices=BodyType)
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="councils", verbose_name=_("cadre")
    )
    commune = models.ForeignKey(
        Territory, models.PROTECT, related_name="+", verbose_name=_("commune")
    )
    neighbourhoods = models.ManyToManyField(
        Territory, through="Coverage", related_name="councils", verbose_name=_("quartiers")
    )
    host = models.ForeignKey(
        HostOrganisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="councils",
        verbose_name=_("structure porteuse"),
    )
    public_body = models.ForeignKey(
        PublicBody,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="councils",
        verbose_name=_("organisme public partenaire"),
    )
    activity = models.CharField(
        _("état"), max_length=20, choices=Activity, default=Activity.BEING_SET_UP
    )
    summary = models.CharField(_("en une phrase"), max_length=300, blank=True)
    presentation = models.TextField(_("qui nous sommes"), blank=True)
    how_to_join = models.TextField(_("comment nous rejoindre"), blank=True)
    resources = models.TextField(_("local et moyens"), blank=True)
    charter = models.TextField(_("charte"), blank=True)
    charter_changed_at = models.DateTimeField(null=True, editable=False)
    contact_role = models.CharField(
        _("fonction à contacter"), max_length=80, help_text=_("Par exemple : la coordination.")
    )
    contact_email = models.EmailField(_("courriel de la fonction"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    contact_address = models.TextField(_("adresse postale"), blank=True)
    founded_on = models.DateField(_("créé le"), null=True, blank=True)
    zone = models.CharField(_("fuseau horaire"), max_length=40, default=site_zone)
    own_notice_days = models.PositiveSmallIntegerField(
        _("son délai de convocation"), null=True, blank=True
    )
    quota_megabytes = models.PositiveIntegerField(_("place pour les fichiers"), default=500)
    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("conseil")
        verbose_name_plural = _("conseils")
        ordering = ("search_name", "pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: "Any", **kwargs: "Any") -> None:
        self.search_name = folded(self.name)[:150]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("councils:profile", args=[self.slug])

    @property
    def space_url(self) -> str:
        return reverse("councils:space", args=[self.slug])

    @property
    def notice_days(self) -> int:
        """How many days before a meeting its members are convened: by its own rule, or its
        framework's.
        """
        own = self.own_notice_days
        return self.framework.notice_days if own is None else own

    @property
    def today(self) -> date:
        """The day it is for the council, on its own wall clock."""
        return local(now(), self.zone).date()


class Coverage(models.Model):
    """A neighbourhood that a council covers, for a time."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="coverages")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="coverages")
    valid_from = models.DateField(_("depuis"), null=True, blank=True)
    valid_to = models.DateField(_("jusqu’au (exclu)"), null=True, blank=True)

    class Meta:
        verbose_name = _("quartier couvert")
        verbose_name_plural = _("quartiers couverts")
        ordering = ("council", "territory")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "territory", "valid_from"], name="council_coverage_once"
            ),
            models.UniqueConstraint(
                fields=["council", "territory"],
                condition=models.Q(valid_from=None),
                name="council_coverage_once_undated",
            ),
        ]

    def __str__(self) -> str:
        return str(self.territory)


class ActivityChange(models.Model):
    """One change of a council's state, with its day and its reason; public."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="activity_changes")
    activity = models.CharField(_("état"), max_length=20, choices=Activity)
    on = models.DateField(_("le"))
    reason = models.CharField(_("pourquoi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("changement d’état")
        verbose_name_plural = _("changements d’état")
        ordering = ("-on", "-pk")


class RecognitionOrder(models.Model):
    """An order by which the prefect recognises a council's composition; public.

    It stays in the history once annulled, with the day and the reason.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="recognition_orders")
    number = models.CharField(_("numéro"), max_length=60)
    signed_on = models.DateField(_("signé le"))
    authority = models.CharField(_("signé par"), max_length=150)
    subject = models.CharField(_("objet"), max_length=300, blank=True)
    document_url = models.URLField(_("texte en ligne"), blank=True)
    corrected_at = models.DateTimeField(_("corrigé le"), null=True, editable=False)
    annulled_on = models.DateField(_("annulé le"), null=True, blank=True)
    annulled_because = models.CharField(_("pourquoi"), max_length=300, blank=True)
    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrêté de reconnaissance")
        verbose_name_plural = _("arrêtés de reconnaissance")
        ordering = ("-signed_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="recognition_order_once")
        ]

    def __str__(self) -> str:
        return self.number
