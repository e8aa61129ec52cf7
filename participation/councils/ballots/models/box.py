"""What was voted: with a name, or on a slip that leads to nobody."""

from typing import Any, NoReturn
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.councils.ballots.models.ballot import Ballot
from participation.councils.ballots.models.electorate import Voter
from participation.councils.ballots.querysets import OfBallotQuerySet, SlipQuerySet
from participation.councils.models import College


class Vote(models.Model):
    """A vote with its name; it may change until the closing, and what it was before is kept."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes")
    voter = models.OneToOneField(Voter, models.CASCADE, related_name="vote")
    by = models.ForeignKey(
        Voter, models.SET_NULL, null=True, related_name="+", verbose_name=_("par procuration")
    )
    choices = models.JSONField(_("réponse"))
    reason = models.CharField(_("raison"), max_length=500, blank=True)
    cast_at = models.DateTimeField(_("voté le"), default=now)
    objects = OfBallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote nominatif")
        verbose_name_plural = _("votes nominatifs")
        ordering = ("ballot", "pk")


class VoteVersion(models.Model):
    """What a vote said before it was changed."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="versions")
    choices = models.JSONField(_("réponse"))
    reason = models.CharField(_("raison"), max_length=500, blank=True)
    cast_at = models.DateTimeField(_("voté le"))

    class Meta:
        verbose_name = _("vote remplacé")
        verbose_name_plural = _("votes remplacés")
        ordering = ("vote", "pk")


class Slip(models.Model):
    """A secret vote in the box: no person, no hour, a number drawn at random; never touched again.

    The college is written where colleges count apart, and nowhere else. A slip and « has voted »
    are written in one transaction, and no row tells which belong together. Who administers the
    database and watches its files while people vote could still compare; nobody else can.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="slips")
    college = models.ForeignKey(College, models.PROTECT, null=True, related_name="+")
    choices = models.JSONField(_("réponse"))
    reason = models.CharField(_("raison"), max_length=500, blank=True)
    objects = SlipQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulletin secret")
        verbose_name_plural = _("bulletins secrets")
        ordering = ("pk",)  # drawn at random: an order that tells nothing

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a slip is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("a slip is never taken out")
