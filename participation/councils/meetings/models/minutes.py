"""Minutes, version by version, and what members would write otherwise."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.councils.ballots.models import Ballot
from participation.councils.meetings.choices import AmendmentState
from participation.councils.meetings.models.meeting import Meeting
from participation.councils.meetings.querysets import OfMeetingQuerySet, OfMinutesQuerySet

PURPOSE = "minutes"  # of the votes on a version


class MinutesVersion(models.Model):
    """One version of the minutes of a meeting; a text once written is never changed.

    It is approved by the council, in a later meeting (`approved_in`) or by a vote: `ballot` is the
    last one it was put to. Then a coordinator may publish it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes_versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("compte rendu"))
    note = models.CharField(_("ce qui change"), max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("écrite le"), default=now)
    approved_in = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="approved_minutes"
    )
    ballot = models.OneToOneField(
        Ballot, models.PROTECT, null=True, editable=False, related_name="minutes_version"
    )
    approved_at = models.DateTimeField(_("approuvée le"), null=True, editable=False)
    published_at = models.DateTimeField(_("publiée le"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    objects = OfMeetingQuerySet.as_manager()
    signed: str  # the name the council knows, put there by the queries of pages

    class Meta:
        verbose_name = _("compte rendu")
        verbose_name_plural = _("comptes rendus")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_version_once"),
            models.CheckConstraint(
                name="minutes_are_approved_before_they_are_published",
                condition=Q(published_at=None) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="minutes_are_approved_by_the_council",
                condition=Q(approved_at=None, approved_in=None)
                | Q(approved_at__isnull=False)
                & (Q(approved_in__isnull=False) | Q(ballot__isnull=False)),
            ),
        ]

    @property
    def purpose(self) -> str:
        """What a vote on this version is opened for."""
        return f"{PURPOSE}:{self.pk}"

    @property
    def url(self) -> str:
        """This version, whatever comes after it."""
        meeting = self.meeting
        page = reverse("meetings:minutes", args=[meeting.council.slug, meeting.pk])
        return f"{page}?version={self.number}"

    @property
    def is_approved_by_vote(self) -> bool:
        return self.approved_at is not None and self.approved_in_id is None

    @property
    def is_put_to_vote(self) -> bool:
        """Whether members are voting on it."""
        return self.ballot is not None and self.ballot.is_running

    @property
    def is_not_carried(self) -> bool:
        """Whether the last vote on it ended without approving it."""
        return self.ballot is not None and self.ballot.is_over and not self.ballot.result.is_adopted

    @property
    def is_rejected(self) -> bool:
        """Whether the council said no: this text cannot be approved any more."""
        return self.is_not_carried and self.ballot is not None and self.ballot.result.decides

    @property
    def state_words(self) -> str:
        """Where this version stands: proposed, amended, voted on, approved, published."""
        if self.published_at:
            return str(_("Publié"))
        if self.approved_at:
            return str(_("Approuvé par le conseil"))
        if self.is_put_to_vote:
            return str(_("Soumis au vote"))
        if self.is_not_carried:
            return str(_("Non approuvé, à corriger"))
        return str(_("Proposé") if self.number == 1 else _("Corrigé"))


class Amendment(models.Model):
    """What a member would write otherwise in a version of minutes, why, and what became of it."""

    version = models.ForeignKey(MinutesVersion, models.CASCADE, related_name="amendments")
    text = models.TextField(_("ce qu’il faudrait écrire"))
    reason = models.TextField(_("pourquoi"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.OPEN)
    answer = models.TextField(_("raison"), blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    objects = OfMinutesQuerySet.as_manager()
    signed: str  # the name the council knows, put there by the queries of pages

    class Meta:
        verbose_name = _("correction proposée")
        verbose_name_plural = _("corrections proposées")
        ordering = ("proposed_at", "pk")

    @property
    def is_open(self) -> bool:
        return self.state == AmendmentState.OPEN
