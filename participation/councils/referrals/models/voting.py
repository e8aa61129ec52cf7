"""The council's votes on a referral: in a meeting, in figures, or through the room of votes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.councils.ballots.models import Ballot
from participation.councils.referrals.models.referral import Referral
from participation.councils.referrals.querysets import OfReferralQuerySet


class MeetingVote(models.Model):
    """One vote of the council on a draft, in a meeting, by show of hands; never edited.

    `called` are the mandates that ran on that day, `quorum` how many had to be there.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="votes")
    number = models.PositiveSmallIntegerField()
    edition = models.PositiveIntegerField(editable=False)
    on = models.DateField(_("voté le"))
    called = models.PositiveSmallIntegerField(_("membres en exercice"))
    quorum = models.PositiveSmallIntegerField(_("quorum, en personnes"))
    present = models.PositiveSmallIntegerField(_("présents ou représentés"))
    yes = models.PositiveSmallIntegerField(_("pour"))
    no = models.PositiveSmallIntegerField(_("contre"))
    abstained = models.PositiveSmallIntegerField(_("abstentions"))
    reference = models.CharField(_("réunion ou compte rendu"), max_length=150)
    recorded_at = models.DateTimeField(_("noté le"), default=now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    objects = OfReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote sur une saisine")
        verbose_name_plural = _("votes sur des saisines")
        ordering = ("referral", "number")
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="referral_vote_once"),
            models.CheckConstraint(
                name="referral_vote_adds_up",
                condition=models.Q(present__lte=models.F("called"))
                & models.Q(present__gte=models.F("yes") + models.F("no") + models.F("abstained")),
            ),
        ]

    @property
    def has_quorum(self) -> bool:
        return self.present >= self.quorum

    @property
    def is_adopted(self) -> bool:
        """Whether it binds: the quorum was there, and more said yes than no."""
        return self.has_quorum and self.yes > self.no


class OnlineVote(models.Model):
    """One vote of the members on these very words: `sha256` is their hash, `edition` their number.

    The words are frozen until `settled_at`, when the vote was counted or cancelled. The row stays,
    whatever the outcome: it is the history of the text.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="online_votes")
    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="on_referral")
    edition = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(_("empreinte"), max_length=64, editable=False)
    opened_at = models.DateTimeField(_("ouvert le"), default=now, editable=False)
    settled_at = models.DateTimeField(_("réglé le"), null=True, editable=False)
    objects = OfReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote en ligne sur une saisine")
        verbose_name_plural = _("votes en ligne sur des saisines")
        ordering = ("referral", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=models.Q(settled_at=None),
                name="referral_one_online_vote_at_a_time",
            )
        ]
