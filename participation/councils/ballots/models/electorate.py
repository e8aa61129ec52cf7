"""Who may vote, as it stood when the vote opened, and who votes for whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.councils.ballots.models.ballot import Ballot
from participation.councils.ballots.querysets import OfBallotQuerySet
from participation.councils.models import College, Membership
from participation.councils.queries import former_member


class Voter(models.Model):
    """One mandate called to vote, written when the vote opens; nobody is added later.

    Whoever knows all other votes would read the one of a late comer in the total. A mandate that
    ends meanwhile stays in the base of the quorum, and votes no more. `has_voted` only ever goes
    from no to yes; the hour is not kept, and nothing here leads to a slip.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="voters")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="voters")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    college = models.ForeignKey(College, models.PROTECT, related_name="+")
    has_voted = models.BooleanField(_("a voté"), default=False)
    objects = OfBallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne appelée à voter")
        verbose_name_plural = _("personnes appelées à voter")
        ordering = ("membership__name", "pk")
        constraints = [models.UniqueConstraint(fields=["ballot", "membership"], name="voter_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name the council knows, while the mandate runs."""
        return self.membership.name if self.membership.is_running else former_member()


class Proxy(models.Model):
    """A written mandate: `holder` votes for `giver`, in this vote alone.

    One for each giver, and as many for each holder as there are slots (one, unless the vote says
    otherwise). `written_by` is the giver, or who animates, when the giver has no account and
    brought a signed paper.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="proxies")
    giver = models.OneToOneField(Voter, models.CASCADE, related_name="proxy")
    holder = models.ForeignKey(Voter, models.CASCADE, related_name="held")
    slot = models.PositiveSmallIntegerField(default=1)
    given_at = models.DateTimeField(_("donnée le"), default=now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    objects = OfBallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("procuration")
        verbose_name_plural = _("procurations")
        ordering = ("ballot", "pk")
        constraints = [
            models.UniqueConstraint(fields=["holder", "slot"], name="proxy_slot_once"),
            models.CheckConstraint(
                name="proxy_is_for_somebody_else",
                condition=~models.Q(giver=models.F("holder")),
            ),
        ]
