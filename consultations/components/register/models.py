"""A register and its entries: words in the open, answers to them, and where they came from."""

from typing import Any

from django.db import models
from django.db.models import Count, Q, Value
from django.db.models.functions import MD5, Cast, Concat
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution, Step
from participation.base.text import excerpt, folded

MOST_SEED = 999_999
DEEPEST_SHOWN = 3


class Publication(models.TextChoices):
    AT_ONCE = "at_once", _("Tout de suite")
    AFTER_READING = "after_reading", _("Après lecture par l’organisme")


class Register(models.Model):
    """How one step takes contributions."""

    step = models.OneToOneField(Step, models.CASCADE, related_name="register")
    publication = models.CharField(
        _("les contributions paraissent"),
        max_length=15,
        choices=Publication,
        default=Publication.AT_ONCE,
    )
    takes_answers = models.BooleanField(_("les habitants peuvent se répondre"), default=True)
    themes = models.TextField(
        _("thèmes proposés"),
        blank=True,
        help_text=_("Un thème par ligne. Laissez vide si tout peut être dit librement."),
    )

    class Meta:
        verbose_name = _("registre")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def theme_list(self) -> list[str]:
        return [line.strip() for line in self.themes.splitlines() if line.strip()]

    @property
    def publishes_at_once(self) -> bool:
        return self.publication == Publication.AT_ONCE


class Stance(models.TextChoices):
    FOR = "for", _("Pour")
    AGAINST = "against", _("Contre")
    NEUTRAL = "neutral", _("Neutre")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Which entries."""

    def of(self, step: Step) -> "EntryQuerySet":
        return self.filter(contribution__step=step)

    def published(self) -> "EntryQuerySet":
        """Those anyone may read, in a consultation that is not a draft."""
        return self.filter(contribution__state=Contribution.State.PUBLISHED).exclude(
            contribution__consultation__state="draft"
        )

    def visible_to(self, person: Any) -> "EntryQuerySet":
        """Those whose words the person may read; the envelope decides."""
        return self.filter(contribution__in=Contribution.objects.visible_to(person))

    def matching(self, typed: str) -> "EntryQuerySet":
        """Those that hold each word typed; accents and capitals do not matter."""
        rows = self
        for word in folded(typed).split()[:8]:
            rows = rows.filter(search_text__contains=word)
        return rows

    def newest_first(self) -> "EntryQuerySet":
        return self.order_by("-contribution__received_at", "-pk")

    def oldest_first(self) -> "EntryQuerySet":
        return self.order_by("contribution__received_at", "pk")

    def shuffled(self, seed: int) -> "EntryQuerySet":
        """An order that is the same for the same seed, on every page, and drowns nobody."""
        drawn = MD5(Concat(Value(f"{seed}:"), Cast("pk", models.CharField())))
        return self.order_by(drawn, "pk")

    def with_envelope(self) -> "EntryQuerySet":
        return self.select_related(
            "contribution__author", "contribution__council", "contribution__consultation"
        )

    def by_theme(self) -> list[tuple[str, int]]:
        rows = self.exclude(theme="").order_by("theme").values_list("theme")
        return list(rows.annotate(number=Count("pk")).order_by("theme"))


class Entry(models.Model):
    """What one person wrote. `root` is the first of its thread (none for the first itself)."""

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="entry")
    title = models.CharField(_("titre"), max_length=300, blank=True)
    body = models.TextField(_("texte"), blank=True)
    theme = models.CharField(_("thème"), max_length=150, blank=True)
    stance = models.CharField(_("position"), max_length=10, choices=Stance, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="thread")
    depth = models.PositiveSmallIntegerField(default=0)
    absent_parent = models.CharField(_("répond à (absente d’ici)"), max_length=120, blank=True)
    votes_for = models.PositiveIntegerField(_("votes pour"), null=True)
    votes_against = models.PositiveIntegerField(_("votes contre"), null=True)
    votes_mixed = models.PositiveIntegerField(_("votes mitigés"), null=True)
    is_erased = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, editable=False)
    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution au registre")
        verbose_name_plural = _("contributions au registre")
        ordering = ("pk",)
        indexes = [models.Index(fields=["theme"], name="register_entry_theme")]
        constraints = [
            models.CheckConstraint(
                name="register_entry_has_words",
                condition=Q(is_erased=True) | ~Q(title="") | ~Q(body=""),
            ),
            models.CheckConstraint(
                name="register_entry_erased_has_none",
                condition=Q(is_erased=False) | Q(title="", body="", search_text=""),
            ),
            models.CheckConstraint(
                name="register_entry_first_or_answer",
                condition=Q(parent=None, root=None, depth=0)
                | Q(parent__isnull=False, root__isnull=False, depth__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def heading(self) -> str:
        """The title, or the first words where there is none."""
        return self.title or excerpt(self.body, 80)

    @property
    def excerpt(self) -> str:
        return excerpt(self.body, 280)

    @property
    def has_votes(self) -> bool:
        return (self.votes_for, self.votes_against, self.votes_mixed) != (None, None, None)

    def fill_search_text(self) -> None:
        self.search_text = folded(f"{self.title} {self.body}")
