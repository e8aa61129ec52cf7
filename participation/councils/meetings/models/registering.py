"""Who of the public says that they come to a public meeting."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.councils.meetings.models.meeting import Meeting
from participation.councils.meetings.models.sharing import SecretLink, SecretLinkQuerySet


class RegistrationQuerySet(SecretLinkQuerySet):
    """Which registrations."""

    def confirmed(self) -> Self:
        return self.exclude(confirmed_at=None)

    def placed(self) -> Self:
        return self.confirmed().filter(has_place=True)

    def waiting(self) -> Self:
        """Those on the waiting list, the first to get a place first."""
        return self.confirmed().filter(has_place=False).order_by("confirmed_at", "pk")


class Registration(SecretLink):
    """One person at one meeting: with an address that is proved, or noted by who animates.

    Places go to the first to confirm. `needs` (a ramp, sign language) is read by those who
    animate, nobody else. The row goes when the person gives up, or a month after the meeting.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="registrations")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="meeting_registrations"
    )
    name = models.CharField(_("nom"), max_length=80)
    email = models.EmailField(_("courriel"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    needs = models.CharField(_("besoins d’accessibilité"), max_length=300, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("demandée le"), default=now)
    confirmed_at = models.DateTimeField(_("confirmée le"), null=True)
    has_place = models.BooleanField(_("a une place"), default=False)
    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ("confirmed_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=~Q(email=""),
                name="one_registration_each",
            ),
            models.CheckConstraint(
                name="a_place_is_for_who_confirmed",
                condition=Q(has_place=False) | Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Where the person confirms, sees their place, and gives it back."""
        return reverse("meetings:registration", args=[self.token])

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is not None and not self.has_place

    @property
    def rank(self) -> int | None:
        """Which place on the waiting list, from 1; nothing for who is not on it."""
        if not self.is_waiting:
            return None
        rows: Any = type(self).objects.filter(meeting=self.meeting_id).waiting()
        before = Q(confirmed_at__lt=self.confirmed_at) | Q(
            confirmed_at=self.confirmed_at, pk__lt=self.pk
        )
        return int(rows.filter(before).count()) + 1
