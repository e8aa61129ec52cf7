"""What is awaited, in how many days, by whose word."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.councils.referrals.choices import Awaited, Basis
from participation.councils.referrals.models.referral import Referral
from participation.councils.referrals.querysets import OfReferralQuerySet


class Delay(models.Model):
    """In how many days after the sending something is awaited, and by whose word.

    What the council wishes is fixed by the sending. What it notes of an organism or a law comes
    with its `source`; what an organism sets itself has none, and it alone may change it, in sight.
    `of_name` is the organism whose word it is: it binds nobody else after a transfer. `added_at`
    is when it was said.
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="delays")
    awaited = models.CharField(_("attendu"), max_length=12, choices=Awaited)
    days = models.PositiveSmallIntegerField(_("jours"))
    basis = models.CharField(_("délai"), max_length=8, choices=Basis, default=Basis.WISHED)
    source = models.CharField(_("source"), max_length=300, blank=True)
    of_name = models.CharField(_("organisme"), max_length=300, blank=True, editable=False)
    added_at = models.DateTimeField(default=now, editable=False)
    objects = OfReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("délai")
        verbose_name_plural = _("délais")
        ordering = ("referral", "days", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "awaited", "basis", "of_name"], name="referral_delay_once"
            ),
            models.CheckConstraint(
                name="referral_delay_of_others_has_a_source",
                condition=models.Q(basis=Basis.WISHED)
                | ~models.Q(source="")
                | models.Q(basis=Basis.OF_BODY) & ~models.Q(of_name=""),
            ),
        ]


class FormerDelay(models.Model):
    """What a delay was before its organism changed it, and why; read by everyone."""

    delay = models.ForeignKey(Delay, models.CASCADE, related_name="formers")
    days = models.PositiveSmallIntegerField(_("jours"))
    reason = models.CharField(_("raison du changement"), max_length=300, blank=True)
    changed_at = models.DateTimeField(_("changé le"), default=now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ancien délai")
        verbose_name_plural = _("anciens délais")
        ordering = ("delay", "pk")


class BodyDelay(models.Model):
    """A delay that an organism sets itself, for each referral it receives from then on.

    The last row for what is awaited holds; those before stay, dated, for everyone to read.
    """

    body = models.ForeignKey(PublicBody, models.CASCADE, related_name="referral_delays")
    awaited = models.CharField(_("attendu"), max_length=12, choices=Awaited)
    days = models.PositiveSmallIntegerField(_("jours"))
    set_at = models.DateTimeField(_("fixé le"), default=now, editable=False)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("délai fixé par un organisme")
        verbose_name_plural = _("délais fixés par des organismes")
        ordering = ("body", "-set_at", "-pk")
