"""Instant polls: a picture of the room, counted once, and then without voters."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly.models.meeting import Assembly, Item


class Poll(models.Model):
    """One question put to the room. What each answered is forgotten when it closes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Préparé")
        OPEN = "open", _("Ouvert")
        CLOSED = "closed", _("Clos")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="polls")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="polls")
    text = models.CharField(_("question"), max_length=200)
    is_multiple = models.BooleanField(_("plusieurs réponses possibles"), default=False)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    shown_at = models.DateTimeField(null=True, editable=False)
    voter_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("sondage")
        verbose_name_plural = _("sondages")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["assembly"], name="assembly_one_open_poll", condition=Q(state="open")
            ),
            models.CheckConstraint(
                name="assembly_poll_shown_once_closed",
                condition=Q(shown_at=None) | Q(state="closed"),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None

    @property
    def rows(self) -> list[tuple[str, int]]:
        """The result as a chart takes it."""
        return [(choice.text, choice.count) for choice in self.choices.all()]


class Choice(models.Model):
    """One answer that may be given."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=150)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="assembly_choice_once")
        ]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """One person voted; it lasts as long as the poll is open, so that nobody votes twice."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="votes")
    voter_key = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter_key"], name="assembly_vote_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Pick(models.Model):
    """One answer that one person chose."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="picks")
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="picks")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["vote", "choice"], name="assembly_pick_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
