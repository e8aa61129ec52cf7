"""Who answers for the councils of a région or a département: a role everyone may call."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.councils.querysets import RegionalCoordinatorQuerySet
from participation.territories.models import Territory


class RegionalCoordinator(models.Model):
    """Somebody responsible for the councils of a territory, until a day no longer included.

    The role and its contact are public; the account that acts in this role is not.
    """

    KINDS = (Territory.Kind.REGION, Territory.Kind.DEPARTMENT)

    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="+", verbose_name=_("territoire")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="regional_coordinations"
    )
    role = models.CharField(_("fonction"), max_length=120)
    contact_email = models.EmailField(_("courriel de la fonction"))
    contact_phone = models.CharField(_("téléphone de la fonction"), max_length=30, blank=True)
    starts_on = models.DateField(_("depuis le"))
    ends_on = models.DateField(_("jusqu’au (exclu)"), null=True, blank=True)
    objects = RegionalCoordinatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("interlocuteur régional")
        verbose_name_plural = _("interlocuteurs régionaux")
        ordering = ("territory__path", "-starts_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "account", "starts_on"], name="regional_coordinator_once"
            ),
            models.CheckConstraint(
                name="regional_coordinator_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.role

    @property
    def last_day(self) -> date | None:
        """The last day in this role, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None
