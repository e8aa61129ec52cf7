"""How one comes into a council: an invitation bound to an address, a request to join."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.codes import absolute, digest, secret
from participation.councils.choices import Asked, Way
from participation.councils.models.council import Council, HostOrganisation
from participation.councils.models.framework import College
from participation.councils.models.people import Seat
from participation.councils.querysets import InvitationQuerySet

LASTS = timedelta(days=14)


def two_weeks_on() -> datetime:
    return now() + LASTS


class Invitation(models.Model):
    """An invitation to sit, to wait as a substitute, or to animate: one use, one address.

    The link's secret is derived from the key of the site and stored nowhere; the table holds its
    hash. Only an account whose verified address is this one may accept. The address is forgotten
    as soon as it has served.
    """

    class Kind(models.TextChoices):
        MEMBER = "member", _("siéger")
        SUBSTITUTE = "substitute", _("être suppléant")
        ANIMATOR = "animator", _("animer")

    council = models.ForeignKey(Council, models.CASCADE, related_name="invitations")
    kind = models.CharField(_("pour"), max_length=10, choices=Kind, default=Kind.MEMBER)
    email = models.EmailField(_("adresse électronique"), max_length=254, blank=True)
    college = models.ForeignKey(
        College, models.PROTECT, null=True, related_name="+", verbose_name=_("collège")
    )
    seat = models.ForeignKey(
        Seat, models.SET_NULL, null=True, related_name="+", verbose_name=_("siège")
    )
    host = models.ForeignKey(HostOrganisation, models.PROTECT, null=True, related_name="+")
    is_coordinator = models.BooleanField(_("pour coordonner"), default=False)
    way = models.CharField(_("venu au conseil"), max_length=12, choices=Way, blank=True)
    ends_on = models.DateField(_("jusqu’au (exclu)"), null=True)
    words = models.TextField(_("message"), blank=True)
    salt = models.CharField(max_length=32, default=secret, editable=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("envoyée le"), default=now)
    expires_at = models.DateTimeField(_("valable jusqu’au"), default=two_weeks_on)
    accepted_at = models.DateTimeField(_("acceptée le"), null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("retirée le"), null=True)
    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-invited_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_invitation_per_address",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.token_digest = self.token_digest or digest(self.token, purpose="invitation-link")
        super().save(*args, **kwargs)

    @property
    def token(self) -> str:
        """The secret of the link; who reads the table cannot compute it."""
        return digest(self.salt, purpose="invitation")[:40]

    @property
    def is_pending(self) -> bool:
        return not (self.accepted_at or self.revoked_at) and now() < self.expires_at

    @property
    def last_day(self) -> date | None:
        """The last day inside, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    @property
    def link(self) -> str:
        return absolute(f"/invitation/{self.token}/")


class JoinRequest(models.Model):
    """Somebody with an account asks to join; a coordinator invites them, or says why not."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="join_requests")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests"
    )
    name = models.CharField(_("nom"), max_length=80)
    motivation = models.TextField(_("pourquoi"))
    asked_at = models.DateTimeField(_("reçue le"), default=now)
    state = models.CharField(_("état"), max_length=10, choices=Asked, default=Asked.OPEN)
    answer = models.TextField(_("réponse"), blank=True)
    answered_at = models.DateTimeField(_("répondue le"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("demande d’adhésion")
        verbose_name_plural = _("demandes d’adhésion")
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "account"],
                condition=models.Q(state=Asked.OPEN),
                name="one_open_join_request",
            )
        ]

    def __str__(self) -> str:
        return self.name
