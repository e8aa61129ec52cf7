"""Who asked to be told of a council's public meetings, without an account."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.councils.meetings.models.sharing import SecretLink, SecretLinkQuerySet
from participation.councils.models import Council


class FollowerQuerySet(SecretLinkQuerySet):
    """Which followers."""

    council_path = "council"

    def confirmed(self) -> Self:
        return self.exclude(confirmed_at=None)


class Follower(SecretLink):
    """An address to tell, once its owner has confirmed it from their own mailbox."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="followers")
    email = models.EmailField(_("courriel"))
    asked_at = models.DateTimeField(_("demandé le"), default=now)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True)
    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne à prévenir")
        verbose_name_plural = _("personnes à prévenir")
        constraints = [models.UniqueConstraint(fields=["council", "email"], name="follower_once")]
