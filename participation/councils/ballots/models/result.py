"""What was counted when a vote closed; computed once, and kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.councils.ballots.choices import ADOPTED, DECIDED, Outcome
from participation.councils.ballots.models.ballot import Ballot
from participation.councils.ballots.querysets import OfBallotQuerySet


class Result(models.Model):
    """The outcome of a vote and its figures.

    `figures` holds what `rules.counting.figures` gives for all, and for each college where they
    count apart; it is empty where too few slips would name people. `winners` are keys of options.
    """

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="result")
    outcome = models.CharField(_("résultat"), max_length=10, choices=Outcome)
    winners = models.JSONField(default=list)
    electorate = models.PositiveSmallIntegerField(_("personnes appelées à voter"))
    turnout = models.PositiveSmallIntegerField(_("personnes qui ont voté"))
    quorum = models.PositiveSmallIntegerField(_("quorum, en personnes"))
    figures = models.JSONField(default=dict)
    objects = OfBallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("résultat d’un vote")
        verbose_name_plural = _("résultats des votes")
        ordering = ("ballot",)

    @property
    def is_adopted(self) -> bool:
        return self.outcome in ADOPTED

    @property
    def decides(self) -> bool:
        """Whether the council has decided something, be it to refuse."""
        return self.outcome in DECIDED

    @property
    def has_quorum(self) -> bool:
        return self.outcome != Outcome.NO_QUORUM
