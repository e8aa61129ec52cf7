"""Who is told of each step of a referral."""

from typing import Any, Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.codes import absolute, secret
from participation.councils.referrals.models.referral import Referral
from participation.councils.referrals.querysets import OfReferralQuerySet

SALT = "referrals.Follower"


class FollowerQuerySet(OfReferralQuerySet):
    """Which followers."""

    def told(self) -> Self:
        """Those who proved their address and did not stop."""
        is_reached = models.Q(account=None) | models.Q(account__is_active=True)
        return self.filter(is_reached, stopped_at=None).exclude(confirmed_at=None)

    def with_token(self, token: str) -> Self:
        try:
            return self.filter(nonce=Signer(salt=SALT).unsign(token))
        except BadSignature:
            return self.none()


class Follower(models.Model):
    """Somebody who follows one referral: an account, or an address that its owner confirmed.

    Members of the council follow by default (`is_by_default`), as long as they are inside; who
    stops keeps a row, so that nobody subscribes them again. An address without account is erased.
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="followers")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="followed_referrals"
    )
    email = models.EmailField(_("courriel"), max_length=254, blank=True)
    is_by_default = models.BooleanField(default=False)
    nonce = models.CharField(max_length=40, default=secret, unique=True, editable=False)
    asked_at = models.DateTimeField(_("demandé le"), default=now)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True)
    stopped_at = models.DateTimeField(_("arrêté le"), null=True)
    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne qui suit une saisine")
        verbose_name_plural = _("personnes qui suivent une saisine")
        ordering = ("referral", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "account"], name="referral_followed_once_by_account"
            ),
            models.UniqueConstraint(
                fields=["referral", "email"],
                condition=models.Q(account=None),
                name="referral_followed_once_by_address",
            ),
            models.CheckConstraint(
                name="referral_follower_is_an_account_or_an_address",
                condition=models.Q(account=None, email__gt="")
                | models.Q(account__isnull=False, email=""),
            ),
        ]

    @property
    def address(self) -> Any:
        """Where letters go."""
        return self.account.email if self.account else self.email

    @property
    def token(self) -> str:
        """Who reads the table alone cannot make it: it is signed with the key of the site."""
        return Signer(salt=SALT).sign(self.nonce)

    @property
    def stop_url(self) -> str:
        return absolute(reverse("referrals:unfollow", args=[self.token]))
