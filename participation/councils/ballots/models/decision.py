"""What a council decided."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.text import excerpt, folded
from participation.councils.ballots.models.ballot import Ballot
from participation.councils.ballots.querysets import DecisionQuerySet
from participation.councils.models import Council


@dataclass(frozen=True)
class Origin:
    """Where a decision was taken, other than in a vote here: a meeting, for example.

    `source` is what it was taken in (`meeting:12`), `part` which of its parts (`item:34`), noted
    once; `url` their page. `present` and `quorum` count people, where they were counted.
    """

    source: str
    part: str = ""
    url: str = ""
    present: int | None = None
    quorum: int | None = None


class Decision(models.Model):
    """One line of the register; never rewritten: a later decision replaces it.

    Numbers follow one another within a year, without a gap. One that is withdrawn keeps its
    number and its words, with the reason. The sources are as in `Origin`.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="decisions")
    year = models.PositiveSmallIntegerField(_("année"))
    number = models.PositiveSmallIntegerField(_("numéro"))
    title = models.CharField(_("décision"), max_length=150)
    text = models.TextField(_("ce qui est décidé"))
    ballot = models.OneToOneField(Ballot, models.PROTECT, null=True, related_name="decision")
    decided_on = models.DateField(_("décidé le"))
    meeting = models.CharField(_("réunion"), max_length=150, blank=True)
    source = models.CharField(max_length=60, blank=True, editable=False)
    source_part = models.CharField(max_length=60, blank=True, editable=False)
    source_url = models.CharField(_("compte rendu"), max_length=300, blank=True)
    present = models.PositiveSmallIntegerField(_("présents ou représentés"), null=True)
    quorum = models.PositiveSmallIntegerField(_("quorum, en personnes"), null=True)
    review_on = models.DateField(_("à revoir le"), null=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    is_public = models.BooleanField(_("publique"), default=False)
    published_at = models.DateTimeField(_("publiée le"), null=True, editable=False)
    recorded_at = models.DateTimeField(_("inscrite le"), default=now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, editable=False)
    withdrawn_reason = models.CharField(_("raison du retrait"), max_length=300, blank=True)
    key = models.UUIDField(null=True, unique=True, editable=False)  # of the form, sent once
    search_text = models.TextField(blank=True, editable=False)
    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        ordering = ("-year", "-number", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "year", "number"], name="decision_number_once"
            ),
            models.UniqueConstraint(
                fields=["council", "source", "source_part"],
                condition=~models.Q(source_part="") & models.Q(withdrawn_at=None),
                name="decision_of_a_source_once",
            ),
            models.CheckConstraint(
                name="decision_is_withdrawn_for_a_reason",
                condition=models.Q(withdrawn_at=None, withdrawn_reason="")
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("ballots:decision", args=[self.council.slug, self.year, self.number])

    @property
    def public_url(self) -> str:
        place = [self.council.slug, self.year, self.number]
        return reverse("ballots:public_decision", args=place)

    @property
    def reference(self) -> str:
        """« 2026-3 »: how people cite it."""
        return f"{self.year}-{self.number}"

    @property
    def successor(self) -> "Decision | None":
        """The decision that replaces this one."""
        return getattr(self, "superseded_by", None)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def holds(self, part: str) -> bool:
        """Whether it says this part of its source, and still stands."""
        return bool(part) and self.source_part == part and not self.is_withdrawn

    @property
    def has_quorum(self) -> bool | None:
        """Whether enough were there; nothing where nobody counted."""
        if self.present is None or self.quorum is None:
            return None
        return self.present >= self.quorum

    @property
    def excerpt(self) -> str:
        return excerpt(self.text, 200)

    def fill_search_text(self) -> None:
        self.search_text = folded(f"{self.reference} {self.title} {self.text} {self.meeting}")
