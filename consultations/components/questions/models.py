"""Questions of residents, who asks them too, and the public answers with their corrections."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution, Step
from participation.base.clock import now, start_of_day
from participation.base.text import excerpt, folded

DAYS = 15  # promised, unless the step says otherwise
MOST_DAYS = 90


class Publication(models.TextChoices):
    AT_ONCE = "at_once", _("Tout de suite")
    AFTER_READING = "after_reading", _("Après lecture par l’organisme")


class Desk(models.Model):
    """How one step takes questions, and within how many days each is answered."""

    step = models.OneToOneField(Step, models.CASCADE, related_name="question_desk")
    publication = models.CharField(
        _("les questions paraissent"),
        max_length=15,
        choices=Publication,
        default=Publication.AT_ONCE,
    )
    answer_days = models.PositiveSmallIntegerField(
        _("jours pour répondre"),
        default=DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )

    class Meta:
        verbose_name = _("guichet de questions")
        verbose_name_plural = _("guichets de questions")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="questions_days_promised",
                condition=Q(answer_days__gte=1, answer_days__lte=MOST_DAYS),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def publishes_at_once(self) -> bool:
        return self.publication == Publication.AT_ONCE


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

    def unanswered(self) -> "QuestionQuerySet":
        return self.filter(answer=None)

    def late(self, step: Step) -> "QuestionQuerySet":
        """Those whose promised day has passed without an answer; computed, never written."""
        consultation = step.consultation
        last = consultation.day_of(now()) - timedelta(days=step.question_desk.answer_days)
        return self.unanswered().filter(
            contribution__received_at__lt=start_of_day(last, consultation.zone)
        )

    def matching(self, typed: str) -> "QuestionQuerySet":
        """Those that hold each word typed; accents and capitals do not matter."""
        rows = self
        for word in folded(typed).split()[:8]:
            rows = rows.filter(search_text__contains=word)
        return rows

    def with_envelope(self) -> "QuestionQuerySet":
        return self.select_related(
            "contribution__author", "contribution__council", "contribution__consultation", "answer"
        )


class Question(models.Model):
    """What one person asks; nothing of its delay is stored, so that nobody can edit it."""

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, related_name="public_question"
    )
    text = models.CharField(_("question"), max_length=300, blank=True)
    details = models.TextField(_("précisions"), blank=True)
    support_count = models.PositiveIntegerField(default=0)
    is_erased = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, editable=False)
    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="questions_has_words_or_is_erased",
                condition=Q(is_erased=False) & ~Q(text="")
                | Q(is_erased=True, text="", details="", search_text=""),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def excerpt(self) -> str:
        return excerpt(self.details, 200)

    @property
    def given_answer(self) -> "Answer | None":
        return getattr(self, "answer", None)

    @property
    def asked_on(self) -> date | None:
        received = self.contribution.received_at
        return self.contribution.consultation.day_of(received) if received else None

    @property
    def due_on(self) -> date | None:
        """The last day of the promise: the day it arrived, and the days of the step."""
        days = timedelta(days=self.contribution.step.question_desk.answer_days)
        return self.asked_on + days if self.asked_on else None

    @property
    def settled_on(self) -> date:
        """The day of the answer, or today while there is none."""
        answer = self.given_answer
        return self.contribution.consultation.day_of(answer.published_at if answer else now())

    @property
    def days_late(self) -> int:
        """How many days after the promise it was answered, or is not; 0 when in time."""
        return max((self.settled_on - self.due_on).days, 0) if self.due_on else 0

    @property
    def days_left(self) -> int:
        return max((self.due_on - self.settled_on).days, 0) if self.due_on else 0

    @property
    def days_taken(self) -> int:
        return (self.settled_on - self.asked_on).days if self.asked_on else 0

    def fill_search_text(self) -> None:
        self.search_text = folded(f"{self.text} {self.details}")


class Support(models.Model):
    """Somebody asks the same; `voter` stands for them in this consultation and tells nobody who."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="supports")
    voter = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("soutien à une question")
        verbose_name_plural = _("soutiens à des questions")
        ordering = ("question", "pk")
        constraints = [
            models.UniqueConstraint(fields=["question", "voter"], name="questions_support_once")
        ]


class Waiting(models.Model):
    """An address to write to once, when the question is answered; then it is deleted."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="waiting")
    email = models.EmailField(_("courriel"), max_length=254)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    language = models.CharField(max_length=10, default="fr")

    class Meta:
        verbose_name = _("personne qui attend une réponse")
        verbose_name_plural = _("personnes qui attendent une réponse")
        ordering = ("question", "pk")
        constraints = [
            models.UniqueConstraint(fields=["question", "email"], name="questions_waiting_once")
        ]


class Answer(models.Model):
    """What the public body answers; it is never rewritten without a visible correction."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="answer")
    text = models.TextField(_("réponse"))
    signed_by = models.CharField(_("qui répond"), max_length=150)
    published_at = models.DateTimeField(_("publiée le"), default=now)

    class Meta:
        verbose_name = _("réponse à une question")
        verbose_name_plural = _("réponses à des questions")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"


class Erratum(models.Model):
    """A correction of an answer: what it said before, and why it changed; everybody reads it."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="errata")
    before = models.TextField(_("texte d’avant"))
    reason = models.CharField(_("ce qui change, et pourquoi"), max_length=300)
    written_at = models.DateTimeField(_("écrite le"), default=now)

    class Meta:
        verbose_name = _("correction d’une réponse")
        verbose_name_plural = _("corrections de réponses")
        ordering = ("answer", "written_at", "pk")
