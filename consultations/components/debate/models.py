"""A debate, its arguments and their answers, what was found useful, and what was reported."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution, Step
from participation.base.clock import now
from participation.base.text import excerpt
from participation.live.models import LiveRoom, LiveRow

MAY_REWRITE = timedelta(minutes=15)
HOUR = timedelta(hours=1)


class Publication(models.TextChoices):
    AT_ONCE = "at_once", _("Tout de suite")
    AFTER_READING = "after_reading", _("Après lecture par l’organisme")


class Side(models.TextChoices):
    FOR = "for", _("Pour")
    AGAINST = "against", _("Contre")
    NEUTRAL = "neutral", _("Ni pour ni contre")


class Debate(LiveRoom):
    """How one step is debated, and what its officers wrote of it."""

    live_kind = "debate"
    step = models.OneToOneField(Step, models.CASCADE, related_name="debate")
    publication = models.CharField(
        _("les messages paraissent"),
        max_length=15,
        choices=Publication,
        default=Publication.AT_ONCE,
    )
    is_slow = models.BooleanField(_("ralenti"), default=False)
    paused_until = models.DateTimeField(_("en pause jusqu’à"), null=True)
    synthesis = models.TextField(_("synthèse"), blank=True)
    synthesis_published_at = models.DateTimeField(_("synthèse publiée le"), null=True)

    class Meta:
        verbose_name = _("débat")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def publishes_at_once(self) -> bool:
        return self.publication == Publication.AT_ONCE

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and now() < self.paused_until


class Point(models.Model):
    """One distinct argument that several messages make, as officers word it."""

    debate = models.ForeignKey(Debate, models.CASCADE, related_name="points")
    side = models.CharField(_("côté"), max_length=10, choices=Side)
    title = models.CharField(_("argument"), max_length=200)
    with_messages: int
    with_useful: int

    class Meta:
        verbose_name = _("argument distinct")
        verbose_name_plural = _("arguments distincts")
        ordering = ("debate", "pk")
        constraints = [
            models.UniqueConstraint(fields=["debate", "side", "title"], name="debate_point_once")
        ]

    def __str__(self) -> str:
        return self.title


class ArgumentQuerySet(models.QuerySet["Argument"]):
    """Which arguments and answers."""

    def of(self, step: Step) -> "ArgumentQuerySet":
        return self.filter(contribution__step=step)

    def published(self) -> "ArgumentQuerySet":
        """Those whose words anyone may read, in a consultation that is not a draft."""
        return self.filter(contribution__state=Contribution.State.PUBLISHED).exclude(
            contribution__consultation__state="draft"
        )

    def placed(self) -> "ArgumentQuerySet":
        """Those that have, or once had, their place on the page."""
        return self.filter(number__isnull=False)

    def visible_to(self, person: Any) -> "ArgumentQuerySet":
        """Those whose words the person may read; the envelope decides."""
        return self.filter(contribution__in=Contribution.objects.visible_to(person))

    def with_envelope(self) -> "ArgumentQuerySet":
        return self.select_related(
            "contribution__author", "contribution__council", "contribution__consultation"
        )

    def by_side(self) -> dict[str, int]:
        rows = self.order_by().values_list("side")
        return dict(rows.annotate(number=Count("pk")))


class Argument(LiveRow):
    """One message. `number` is none as long as nobody but its readers has seen it.

    `parent` is never itself an answer.
    """

    debate = models.ForeignKey(Debate, models.CASCADE, related_name="arguments")
    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="argument")
    number = models.PositiveIntegerField(_("numéro"), null=True)  # type: ignore[assignment]
    side = models.CharField(_("côté"), max_length=10, choices=Side)
    text = models.TextField(_("texte"), blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    point = models.ForeignKey(Point, models.SET_NULL, null=True, related_name="arguments")
    edited_at = models.DateTimeField(_("modifié le"), null=True)
    pinned_at = models.DateTimeField(_("épinglé le"), null=True)
    useful_count = models.PositiveIntegerField(_("jugé utile"), default=0)
    is_erased = models.BooleanField(default=False)
    objects = ArgumentQuerySet.as_manager()
    shown_answers: list["Argument"]  # the queries of pages put these there
    answer_count: int
    last_seq: int

    class Meta:
        verbose_name = _("message du débat")
        verbose_name_plural = _("messages du débat")
        ordering = ("debate", F("number").asc(nulls_last=True), "pk")
        indexes = [
            models.Index(fields=["debate", "changed"], name="debate_changed"),
            models.Index(fields=["debate", "side", "-number"], name="debate_columns"),
            models.Index(fields=["parent", "-number"], name="debate_answers"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["debate", "number"], name="debate_number_once"),
            models.CheckConstraint(
                name="debate_erased_has_no_words",
                condition=Q(is_erased=False) | Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def code(self) -> str:
        return str(self.contribution.tracking_code)

    @property
    def is_shown(self) -> bool:
        return self.contribution.state == Contribution.State.PUBLISHED and not self.is_erased

    @property
    def heading(self) -> str:
        return excerpt(self.text, 80)

    @property
    def excerpt(self) -> str:
        return excerpt(self.text, 280)

    @property
    def may_be_rewritten(self) -> bool:
        """Whether its author may still change it in place; afterwards a correction is added.

        Of what is anonymous only the hour is known: its minutes are counted from the hour's end.
        """
        received = self.contribution.received_at
        spare = HOUR if self.contribution.is_anonymous else timedelta()
        return received is not None and now() < received + spare + MAY_REWRITE


class Version(models.Model):
    """What a message said before its author changed it."""

    argument = models.ForeignKey(Argument, models.CASCADE, related_name="versions")
    text = models.TextField(_("texte"))
    written_at = models.DateTimeField(_("écrit le"))

    class Meta:
        verbose_name = _("ancienne version")
        verbose_name_plural = _("anciennes versions")
        ordering = ("argument", "written_at", "pk")


class Correction(models.Model):
    """What its author added to a message that no longer changes."""

    argument = models.ForeignKey(Argument, models.CASCADE, related_name="corrections")
    text = models.TextField(_("texte"))
    written_at = models.DateTimeField(_("écrit le"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("argument", "written_at", "pk")


class Useful(models.Model):
    """Somebody found a message useful; `voter` tells nobody who."""

    argument = models.ForeignKey(Argument, models.CASCADE, related_name="useful")
    voter = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("avis d’utilité")
        verbose_name_plural = _("avis d’utilité")
        ordering = ("argument", "pk")
        constraints = [
            models.UniqueConstraint(fields=["argument", "voter"], name="debate_useful_once")
        ]
