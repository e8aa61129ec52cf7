"""A question put to the members of a council, its rules, and what one may answer."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.text import folded
from participation.councils.ballots.choices import (
    FIXED,
    CollegeRule,
    CountBy,
    Kind,
    Majority,
    Reasons,
    ResultsShown,
    State,
)
from participation.councils.ballots.querysets import BallotQuerySet, OfBallotQuerySet
from participation.councils.models import Council
from participation.ui import typography


class Ballot(models.Model):
    """A vote. Its rules never change once it is open; its words, never once somebody has voted.

    `edition` counts its wordings, so that nobody votes on another question than the one they
    read. `purpose` is the key of what waits for the outcome (`referral:12`), `about_url` its page.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="ballots")
    title = models.CharField(_("question"), max_length=150)
    context = models.TextField(_("pour comprendre"), blank=True)
    kind = models.CharField(_("sorte"), max_length=12, choices=Kind)
    count_by = models.CharField(_("décompte"), max_length=8, choices=CountBy)
    college_rule = models.CharField(_("entre collèges"), max_length=6, choices=CollegeRule)
    majority = models.CharField(_("majorité"), max_length=10, choices=Majority)
    most_choices = models.PositiveSmallIntegerField(_("réponses au plus"), default=1)
    quorum_percent = models.PositiveSmallIntegerField(_("quorum"))
    is_anonymous = models.BooleanField(_("vote secret"), default=False)
    results_shown = models.CharField(_("résultats visibles"), max_length=11, choices=ResultsShown)
    reasons = models.CharField(_("raisons demandées"), max_length=8, choices=Reasons)
    most_proxies = models.PositiveSmallIntegerField(_("procurations par personne"), default=1)
    opens_at = models.DateTimeField(_("ouvre le"), default=now)
    closes_at = models.DateTimeField(_("se clôt le"))
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.PLANNED)
    edition = models.PositiveSmallIntegerField(default=1, editable=False)
    has_votes = models.BooleanField(default=False, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(_("terminé le"), null=True, editable=False)
    cancel_reason = models.CharField(_("raison de l’annulation"), max_length=300, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    about_url = models.CharField(_("page concernée"), max_length=300, blank=True)
    key = models.UUIDField(null=True, unique=True, editable=False)  # of the form, sent once
    search_text = models.TextField(blank=True, editable=False)
    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ("-opens_at", "-pk")
        indexes = [
            models.Index(fields=["council", "-opens_at"], name="ballot_list"),
            models.Index(fields=["state", "closes_at"], name="ballot_clock"),
        ]
        constraints = [
            models.CheckConstraint(
                name="ballot_closes_after_it_opens",
                condition=models.Q(closes_at__gt=models.F("opens_at")),
            ),
            models.CheckConstraint(
                name="ballot_quorum_is_a_percentage",
                condition=models.Q(quorum_percent__lte=100),
            ),
            models.CheckConstraint(
                name="ballot_secret_is_hidden_until_closed",
                condition=models.Q(is_anonymous=False)
                | models.Q(results_shown=ResultsShown.WHEN_CLOSED),
            ),
            models.UniqueConstraint(
                fields=["council", "purpose"],
                condition=~models.Q(purpose="") & models.Q(state__in=["planned", "open"]),
                name="ballot_one_at_a_time_for_a_purpose",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("ballots:ballot", args=[self.council.slug, self.pk])

    @property
    def is_planned(self) -> bool:
        return self.state == State.PLANNED

    @property
    def is_open(self) -> bool:
        """Whether one may vote at this instant."""
        return self.state == State.OPEN and now() < self.closes_at

    @property
    def is_over(self) -> bool:
        """Whether it was counted; a vote past its hour is counted within the minute."""
        return self.state == State.CLOSED

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_by_college(self) -> bool:
        return self.count_by == CountBy.COLLEGE

    @property
    def is_running(self) -> bool:
        """Whether its outcome is still to come: planned, open, or past its hour and not counted."""
        return self.state in {State.PLANNED, State.OPEN}

    @property
    def may_be_reworded(self) -> bool:
        """Whether its words may change; those of a vote that something waits for never do."""
        return self.is_running and not self.has_votes and not self.purpose

    def fill_search_text(self) -> None:
        self.search_text = folded(f"{self.title} {self.context}")


class Option(models.Model):
    """One answer that may be given; `key` is how votes name it.

    The answers of some kinds are always the same: then the words are those of the kind, and
    `meaning` says what each means in this vote.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options")
    rank = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=10)
    label = models.CharField(_("réponse"), max_length=150, blank=True)
    meaning = models.CharField(_("ce qu’elle veut dire"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("date proposée"), null=True)
    objects = OfBallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse proposée")
        verbose_name_plural = _("réponses proposées")
        ordering = ("ballot", "rank")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "rank"], name="option_rank_once"),
            models.UniqueConstraint(fields=["ballot", "key"], name="option_key_once"),
        ]

    def __str__(self) -> str:
        if self.starts_at:
            return typography.moment(self.starts_at, self.ballot.council.zone)
        return self.label or str(FIXED[self.ballot.kind][self.key][0])
