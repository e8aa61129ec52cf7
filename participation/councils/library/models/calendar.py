"""What happens where, for the councils of a country, a region, a department or a place."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import local, now
from participation.councils.library.choices import DateState, Scope
from participation.councils.library.querysets import DateQuerySet
from participation.councils.models.council import site_zone
from participation.territories.models import Territory


class CalendarDate(models.Model):
    """One date of the public calendar. A former date stays, struck through; a correction is said.

    `sequence` grows with each change, so that calendars that follow it notice (RFC 5545).
    """

    title = models.CharField(_("titre"), max_length=150)
    scope = models.CharField(_("portée"), max_length=12, choices=Scope)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, related_name="+", verbose_name=_("territoire")
    )
    starts_at = models.DateTimeField(_("commence"))
    ends_at = models.DateTimeField(_("finit"))
    zone = models.CharField(max_length=40, default=site_zone, editable=False)
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    url = models.URLField(_("page à lire"), max_length=500, blank=True)
    description = models.TextField(_("de quoi il s’agit"), blank=True)
    organiser = models.CharField(_("organisé par"), max_length=150)
    state = models.CharField(
        _("état"), max_length=10, choices=DateState, default=DateState.SCHEDULED
    )
    notice = models.CharField(_("ce qui change"), max_length=300, blank=True)
    correction = models.CharField(_("ce qui est corrigé"), max_length=300, blank=True)
    corrected_at = models.DateTimeField(_("corrigée le"), null=True)
    former_starts_at = models.DateTimeField(_("ancienne date"), null=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)
    objects = DateQuerySet.as_manager()

    class Meta:
        verbose_name = _("date du calendrier")
        verbose_name_plural = _("dates du calendrier")
        ordering = ("starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="calendar_date_in_order",
                condition=models.Q(starts_at__lt=models.F("ends_at")),
            ),
            models.CheckConstraint(
                name="calendar_date_has_its_territory",
                condition=models.Q(scope="national", territory=None)
                | (~models.Q(scope="national") & models.Q(territory__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:date", args=[self.pk])

    @property
    def is_cancelled(self) -> bool:
        return self.state == DateState.CANCELLED

    @property
    def month(self) -> date:
        """The first day of its month, on its own wall clock."""
        return local(self.starts_at, self.zone).date().replace(day=1)

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()
