"""Short statements, the sheet of votes of each person, and the picture that is computed from it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution, Step

LONGEST = 280  # signs of a statement that a resident writes
SHOWN_STATES = [Contribution.State.PUBLISHED]


class Publication(models.TextChoices):
    AT_ONCE = "at_once", _("Tout de suite")
    AFTER_READING = "after_reading", _("Après lecture par l’organisme")


class Showing(models.TextChoices):
    WHILE_OPEN = "while_open", _("Pendant l’étape, dès que les groupes se dessinent")
    WITH_RESULTS = "with_results", _("À la publication des résultats")


class Conversation(models.Model):
    """How one step takes statements and votes, and when it shows the groups."""

    step = models.OneToOneField(Step, models.CASCADE, related_name="conversation")
    takes_statements = models.BooleanField(
        _("les habitants proposent des affirmations"), default=True
    )
    publication = models.CharField(
        _("leurs affirmations paraissent"),
        max_length=15,
        choices=Publication,
        default=Publication.AFTER_READING,
    )
    showing = models.CharField(
        _("les groupes d’opinion se voient"),
        max_length=15,
        choices=Showing,
        default=Showing.WHILE_OPEN,
    )

    class Meta:
        verbose_name = _("échange d’affirmations")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def publishes_at_once(self) -> bool:
        return self.publication == Publication.AT_ONCE

    @property
    def shows_while_open(self) -> bool:
        return self.showing == Showing.WHILE_OPEN


class StatementQuerySet(models.QuerySet["Statement"]):
    """Which statements."""

    def of(self, step: Step) -> "StatementQuerySet":
        return self.filter(conversation__step=step)

    def shown(self) -> "StatementQuerySet":
        """Those anyone may read and vote on, once the step itself may be seen."""
        of_body = Q(contribution=None, is_aside=False)
        return self.filter(of_body | Q(contribution__state__in=SHOWN_STATES), is_erased=False)

    def waiting(self) -> "StatementQuerySet":
        """Those of residents that nobody has read yet, oldest first."""
        waiting = self.filter(contribution__state=Contribution.State.RECEIVED, is_erased=False)
        return waiting.order_by("contribution__received_at", "pk")

    def with_envelope(self) -> "StatementQuerySet":
        return self.select_related(
            "contribution__author", "contribution__council", "contribution__consultation"
        )


class Statement(models.Model):
    """A short sentence to agree or disagree with: the body's own, or a resident's contribution.

    `number` names it on the pages. `is_meta` tells one about people (« J’habite ici »), which says
    who votes and not what they think: groups are made without it.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="statements")
    contribution = models.OneToOneField(
        Contribution, models.CASCADE, null=True, related_name="statement"
    )
    number = models.PositiveIntegerField(_("numéro"))
    text = models.TextField(_("affirmation"), blank=True)
    is_meta = models.BooleanField(_("parle des personnes, pas d’une opinion"), default=False)
    is_aside = models.BooleanField(_("mise de côté"), default=False)
    is_erased = models.BooleanField(default=False)
    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("affirmation")
        verbose_name_plural = _("affirmations")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="statement_number_once"
            ),
            models.CheckConstraint(
                name="statement_has_words_or_is_erased",
                condition=Q(is_erased=True, text="") | (Q(is_erased=False) & ~Q(text="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def is_shown(self) -> bool:
        if self.is_erased or self.contribution is None:
            return not self.is_erased and not self.is_aside
        return self.contribution.state in SHOWN_STATES


class Sheet(models.Model):
    """The votes of one person: one contribution, with one receipt.

    `person_key` stands for the person in this conversation alone; it leads to nobody.
    """

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="vote_sheet")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="sheets")
    person_key = models.CharField(max_length=64, null=True)

    class Meta:
        verbose_name = _("feuille de votes")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person_key"], name="vote_sheet_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Value(models.IntegerChoices):
    AGREE = 1, _("D’accord")
    DISAGREE = -1, _("Pas d’accord")
    PASS = 0, _("Je passe")


class Vote(models.Model):
    """What one person says of one statement; voting again replaces it. No instant is kept."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    value = models.SmallIntegerField(_("vote"), choices=Value)

    class Meta:
        verbose_name = _("vote")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "statement"], name="vote_once_per_person_and_statement"
            ),
            models.CheckConstraint(name="vote_value_known", condition=Q(value__in=[-1, 0, 1])),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Picture(models.Model):
    """What was last computed from all votes of a conversation.

    `summary` is what pages show; `places` gives, by statement, mean, weights and priority;
    `memory` what the next computation needs (who was in which group): no page loads it.
    `is_stale` says that votes came since; `computing_since` that somebody is at it.
    """

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="picture")
    is_stale = models.BooleanField(default=False, db_index=True)
    computing_since = models.DateTimeField(null=True)
    computed_at = models.DateTimeField(null=True)
    summary: Any = models.JSONField(default=dict)
    places: Any = models.JSONField(default=dict)
    memory: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("image des opinions")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"
