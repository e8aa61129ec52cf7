"""Who spoke for how long, and the thread of the meeting."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly.models.meeting import Assembly, Item
from consultations.components.assembly.models.polls import Poll
from consultations.components.assembly.models.questions import Question
from participation.live.models import LiveRow


class Turn(models.Model):
    """One person's turn to speak, asked for, running or over. The server keeps the time."""

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="turns")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="turns")
    group = models.CharField(_("collège ou position"), max_length=100, blank=True)
    speaker = models.CharField(_("qui parle"), max_length=80, blank=True)
    seconds = models.PositiveIntegerField(_("temps accordé (secondes)"), default=180)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("prise de parole")
        verbose_name_plural = _("prises de parole")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["assembly"],
                name="assembly_one_speaks",
                condition=Q(started_at__isnull=False, ended_at=None),
            ),
            models.CheckConstraint(
                name="assembly_turn_ends_after_its_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def who(self) -> str:
        """How the person is called on the screen."""
        return " – ".join(part for part in (self.speaker, self.group) if part)

    @property
    def due_at(self) -> datetime | None:
        return self.started_at + timedelta(seconds=self.seconds) if self.started_at else None

    @property
    def duration(self) -> int:
        """How long it lasted, in whole seconds; 0 while it runs."""
        if self.started_at is None or self.ended_at is None:
            return 0
        return round((self.ended_at - self.started_at).total_seconds())


class Moment(LiveRow):
    """Something that happened in the room, at its minute."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("La réunion commence")
        PAUSED = "paused", _("La réunion est en pause")
        RESUMED = "resumed", _("La réunion reprend")
        CLOSED = "closed", _("La réunion est terminée")
        ITEM = "item", _("Point à l’écran")
        TAKEN = "taken", _("Question prise")
        ANSWERED = "answered", _("Question répondue")
        SET_ASIDE = "set_aside", _("Question écartée")
        SPOKE = "spoke", _("Prise de parole")
        POLL_OPENED = "poll_opened", _("Sondage ouvert")
        POLL_CLOSED = "poll_closed", _("Sondage clos")
        POLL_SHOWN = "poll_shown", _("Résultat montré")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="moments")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="moments")
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="moments")
    poll = models.ForeignKey(Poll, models.CASCADE, null=True, related_name="moments")
    turn = models.ForeignKey(Turn, models.CASCADE, null=True, related_name="moments")

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("moments")
        ordering = ("number", "pk")
        constraints = [
            models.UniqueConstraint(fields=["assembly", "number"], name="assembly_moment_number")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
