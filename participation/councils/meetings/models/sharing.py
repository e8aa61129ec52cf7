"""Who reads of meetings by a secret address: one observer, or a member's own calendar."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.codes import absolute, secret
from participation.councils.meetings.choices import State
from participation.councils.meetings.models.meeting import Meeting
from participation.councils.meetings.querysets import OfMeetingQuerySet
from participation.councils.models import Council


class SecretLinkQuerySet(OfMeetingQuerySet):
    """Rows found by the secret of their address, which the key of the site has signed."""

    def with_token(self, token: str) -> Any:
        try:
            return self.filter(nonce=Signer(salt=self.model.__name__).unsign(token))
        except BadSignature:
            return self.none()


class SecretLink(models.Model):
    """Who reads the table alone cannot make the address: it is signed with the key of the site."""

    nonce = models.CharField(max_length=40, default=secret, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def token(self) -> str:
        return Signer(salt=type(self).__name__).sign(self.nonce)


class ObserverPassQuerySet(SecretLinkQuerySet):
    """Which passes."""

    def valid(self) -> Any:
        """Those that still open: the meeting is announced, not over, and nobody took them back."""
        rows = self.filter(revoked_at=None, meeting__ends_at__gt=now())
        return rows.filter(meeting__state__in=[State.SCHEDULED, State.POSTPONED])


class ObserverPass(SecretLink):
    """Lets one person read one meeting, its agenda and its documents, until it ends; no more."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="passes")
    name = models.CharField(_("nom"), max_length=80)
    email = models.EmailField(_("courriel"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    given_at = models.DateTimeField(_("donné le"), default=now)
    revoked_at = models.DateTimeField(_("repris le"), null=True)
    objects = ObserverPassQuerySet.as_manager()

    class Meta:
        verbose_name = _("laissez-passer")
        verbose_name_plural = _("laissez-passer")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=models.Q(revoked_at=None),
                name="one_pass_each",
            )
        ]

    @property
    def url(self) -> str:
        return reverse("meetings:observe", args=[self.token])


class CalendarLinkQuerySet(SecretLinkQuerySet):
    """Which calendar links; each is seen by its owner alone."""

    council_path = "council"

    def of(self, person: Any) -> Any:
        return self.visible_to(person).filter(account=person.pk)


class CalendarLink(SecretLink):
    """A member's own secret address of the council's meetings; another one replaces it."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="calendar_links")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_links"
    )
    made_at = models.DateTimeField(_("fait le"), default=now)
    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("lien d’agenda")
        verbose_name_plural = _("liens d’agenda")
        constraints = [
            models.UniqueConstraint(fields=["council", "account"], name="one_calendar_link")
        ]

    @property
    def address(self) -> str:
        return absolute(reverse("meetings:calendar", args=[self.token]))
