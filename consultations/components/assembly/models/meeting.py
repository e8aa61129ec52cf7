"""A public meeting and its agenda."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.models import Step
from participation.base.codes import absolute, readable_code
from participation.live.models import LiveRoom

FLOOR, SCREEN, DESK = "assembly", "assembly_screen", "assembly_desk"  # one kind for each page


def short_code() -> str:
    return readable_code(6)


class Publication(models.TextChoices):
    AT_ONCE = "at_once", _("Tout de suite")
    AFTER_READING = "after_reading", _("Après lecture par l’animation")


class Assembly(LiveRoom):
    """One public meeting. Pages show parts of it; `…_changed` says at which change each did."""

    live_kind = FLOOR

    class State(models.TextChoices):
        PLANNED = "planned", _("À venir")
        OPEN = "open", _("En cours")
        PAUSED = "paused", _("En pause")
        CLOSED = "closed", _("Terminée")

    step = models.OneToOneField(Step, models.CASCADE, related_name="assembly")
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.PLANNED)
    code = models.CharField(_("code de la salle"), max_length=6, unique=True, default=short_code)
    starts_at = models.DateTimeField(_("début"), null=True, blank=True)
    ends_at = models.DateTimeField(_("fin prévue"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    access = models.TextField(_("venir, accessibilité"), blank=True)
    online_url = models.URLField(_("adresse de la visioconférence"), max_length=500, blank=True)
    groups = models.TextField(_("collèges ou positions"), blank=True)
    publication = models.CharField(
        _("les questions paraissent"),
        max_length=15,
        choices=Publication,
        default=Publication.AT_ONCE,
    )
    turn_minutes = models.PositiveSmallIntegerField(_("minutes par prise de parole"), default=3)
    item = models.ForeignKey("Item", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    now_changed = models.PositiveIntegerField(default=0, editable=False)
    queue_changed = models.PositiveIntegerField(default=0, editable=False)
    polls_changed = models.PositiveIntegerField(default=0, editable=False)
    transcript_intro = models.TextField(_("en tête de la transcription"), blank=True)
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("réunion publique")
        verbose_name_plural = _("réunions publiques")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="assembly_ends_after_its_start",
                condition=Q(ends_at=None)
                | Q(starts_at=None)
                | Q(ends_at__gt=models.F("starts_at")),
            ),
            models.CheckConstraint(
                name="assembly_published_once_closed",
                condition=Q(published_at=None) | Q(state="closed"),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def topics(self) -> list[str]:
        return [f"{kind}.{self.pk}" for kind in (FLOOR, SCREEN, DESK)]

    @property
    def screen_topic(self) -> str:
        return f"{SCREEN}.{self.pk}"

    @property
    def desk_topic(self) -> str:
        return f"{DESK}.{self.pk}"

    @property
    def group_list(self) -> list[str]:
        return [line.strip() for line in self.groups.splitlines() if line.strip()]

    @property
    def publishes_at_once(self) -> bool:
        return self.publication == Publication.AT_ONCE

    @property
    def is_running(self) -> bool:
        return self.state in (self.State.OPEN, self.State.PAUSED)

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def listens(self) -> bool:
        """Whether the room takes questions, the dates of the step set aside."""
        return self.state in (self.State.PLANNED, self.State.OPEN)

    @property
    def takes_questions(self) -> bool:
        return self.listens and self.step.is_open

    @property
    def zone(self) -> str:
        return self.step.consultation.zone

    @property
    def short_address(self) -> str:
        """The address people type from the screen."""
        return absolute(reverse("assembly_short", args=[self.code]))

    @property
    def typed_address(self) -> str:
        """The same without what nobody types: `https://` and the last bar."""
        return self.short_address.partition("//")[2].rstrip("/")


class Item(models.Model):
    """One thing on the agenda, and what the minutes say of it."""

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    title = models.CharField(_("intitulé"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("durée prévue (minutes)"), null=True, blank=True)
    first_shown_at = models.DateTimeField(null=True, editable=False)
    notes = models.TextField(_("notes"), blank=True)
    notes_revision = models.PositiveIntegerField(default=0, editable=False)
    notes_writer = models.CharField(max_length=36, blank=True, editable=False)
    noted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("point de l’ordre du jour")
        verbose_name_plural = _("points de l’ordre du jour")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["assembly", "title"], name="assembly_item_once")
        ]

    def __str__(self) -> str:
        return self.title
