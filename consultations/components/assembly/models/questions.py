"""Questions from the floor, and who supports them."""

from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly.models.meeting import Assembly, Item
from consultations.models import Contribution, Step
from participation.base.text import excerpt
from participation.live.models import LiveRow


class QuestionQuerySet(models.QuerySet["Question"]):
    """Which questions."""

    def of(self, step: Step) -> "QuestionQuerySet":
        return self.filter(contribution__step=step)

    def published(self) -> "QuestionQuerySet":
        """Those anyone may read, in a consultation that is not a draft."""
        return self.filter(contribution__state=Contribution.State.PUBLISHED).exclude(
            contribution__consultation__state="draft"
        )

    def visible_to(self, person: Any) -> "QuestionQuerySet":
        """Those whose words the person may read; the envelope decides."""
        return self.filter(contribution__in=Contribution.objects.visible_to(person))

    def counted(self) -> "QuestionQuerySet":
        return self.filter(contribution__in=Contribution.objects.counted())

    def on_the_page(self) -> "QuestionQuerySet":
        """Those that keep a place there: published, or shown once and taken away since."""
        return self.filter(
            Q(contribution__state=Contribution.State.PUBLISHED) | Q(shown_at__isnull=False)
        )

    def changed_after(self, change: int) -> "QuestionQuerySet":
        return self.filter(changed__gt=change)

    def waiting(self) -> "QuestionQuerySet":
        return self.filter(state=Question.State.WAITING, group_of=None)

    def with_envelope(self) -> "QuestionQuerySet":
        related = ("author", "council", "consultation")
        return self.select_related(
            *(f"contribution__{name}" for name in related), "item", "group_of__contribution"
        )

    def with_support(self) -> "QuestionQuerySet":
        return self.annotate(support_count=Count("supports", distinct=True))

    def most_supported_first(self) -> "QuestionQuerySet":
        return self.annotate(support_count=Count("supports", distinct=True)).order_by(
            "-support_count", "number"
        )


class Question(LiveRow):
    """What one person asked. The words never change; what became of them does."""

    class State(models.TextChoices):
        WAITING = "waiting", _("En attente")
        TAKEN = "taken", _("Prise en ce moment")
        ANSWERED = "answered", _("Répondue")
        SET_ASIDE = "set_aside", _("Écartée")

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="floor_question")
    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="questions")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="questions")
    text = models.TextField(_("question"), blank=True)
    is_erased = models.BooleanField(default=False)
    shown_at = models.DateTimeField(null=True, editable=False)
    state = models.CharField(_("suite"), max_length=10, choices=State, default=State.WAITING)
    taken_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    answer = models.TextField(_("réponse en bref"), blank=True)
    reason = models.TextField(_("motif"), blank=True)
    group_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="alike")
    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question de la salle")
        verbose_name_plural = _("questions de la salle")
        ordering = ("number", "pk")
        indexes = [models.Index(fields=["assembly", "state"], name="assembly_question_queue")]
        constraints = [
            models.UniqueConstraint(fields=["assembly", "number"], name="assembly_question_number"),
            models.UniqueConstraint(
                fields=["assembly"], name="assembly_one_taken", condition=Q(state="taken")
            ),
            models.CheckConstraint(
                name="assembly_question_has_words",
                condition=Q(is_erased=True, text="") | (Q(is_erased=False) & ~Q(text="")),
            ),
            models.CheckConstraint(
                name="assembly_set_aside_with_reason",
                condition=~Q(state="set_aside") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether its words may stand on a page that everybody reads."""
        return self.contribution.state == Contribution.State.PUBLISHED and not self.is_erased

    @property
    def waits_for_reading(self) -> bool:
        return self.contribution.state == Contribution.State.RECEIVED

    @property
    def may_be_supported(self) -> bool:
        is_open = self.state in (self.State.WAITING, self.State.TAKEN)
        return self.is_shown and is_open and self.group_of_id is None

    @property
    def heading(self) -> str:
        return excerpt(self.text, 80)


class Support(models.Model):
    """One person wants this question to be asked too; nothing here leads to that person."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="supports")
    voter_key = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["question", "voter_key"], name="assembly_support_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
