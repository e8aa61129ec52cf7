"""A measure: what is to be done, by whom and by when; what became of it is its history."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.commitments.choices import ENDED, PILLS, Status, TurnKind
from consultations.commitments.models.plans import Branch, Plan, today
from consultations.commitments.querysets import MeasureQuerySet, TurnQuerySet
from consultations.outcomes.models import OfficialResponse
from participation.base.clock import now


class Measure(models.Model):
    """One measure of a plan. Once its plan is published it is never deleted, only abandoned or
    merged into another one, and its address goes on answering.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, related_name="measures")
    external_id = models.CharField(_("numéro"), max_length=40)
    slug = models.SlugField(max_length=50, editable=False)
    title = models.CharField(_("titre"), max_length=250)
    summary = models.TextField(_("en quoi elle consiste"), blank=True)
    status = models.CharField(
        _("état"), max_length=15, choices=Status, default=Status.NOT_STARTED, editable=False
    )
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    done_on = models.DateField(_("faite le"), null=True, editable=False)
    # The deadline its officers were reminded of: one that is pushed back is reminded of again.
    reminded_for = models.DateField(null=True, editable=False)
    responsible = models.CharField(_("organisme responsable"), max_length=200, blank=True)
    referent_role = models.CharField(_("fonction du référent"), max_length=150, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="absorbed"
    )
    rank = models.PositiveIntegerField(_("rang"), default=0)
    search_text = models.TextField(blank=True, editable=False)
    responses = models.ManyToManyField(
        OfficialResponse, through="MeasureSource", related_name="measures"
    )
    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("mesure")
        verbose_name_plural = _("mesures")
        ordering = ("rank", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "external_id"], name="measure_number_once"),
            models.UniqueConstraint(fields=["plan", "slug"], name="measure_address_once"),
            models.CheckConstraint(name="measure_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="measure_done_has_its_day",
                condition=Q(status="done", done_on__isnull=False)
                | (~Q(status="done") & Q(done_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitments:measure", args=[self.plan.slug, self.slug])

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED or self.merged_into_id is not None

    @property
    def days_late(self) -> int:
        """Computed from the announced day to the day it was done, or to today; never stored."""
        is_over = self.status == Status.ABANDONED or self.merged_into_id is not None
        if self.due_on is None or is_over:
            return 0
        return max(0, ((self.done_on or today()) - self.due_on).days)

    @property
    def is_late(self) -> bool:
        return self.days_late > 0 and not self.has_ended

    @property
    def pill(self) -> str:
        return "late" if self.is_late else PILLS[Status(self.status)]

    @property
    def news_due_on(self) -> date | None:
        """By when news are due, at the announced rhythm; asks `with_last_news`."""
        last = getattr(self, "last_news_at", None)
        return last and timezone.localdate(last) + timedelta(days=self.plan.rhythm_days)

    @property
    def is_silent(self) -> bool:
        """No news for longer than the announced rhythm, while it is not over."""
        due = self.news_due_on
        return due is not None and not self.has_ended and due < today()


class MeasureSource(models.Model):
    """A decision that a measure follows from; through it, the contributions it cites."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="sources")
    response = models.ForeignKey(OfficialResponse, models.PROTECT, related_name="sources")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["measure", "response"], name="measure_source_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} ← {self.response}"


class Turn(models.Model):
    """One dated line of the history of a plan or of a measure: never edited, never deleted.

    A correction keeps what was said `before` and what is said `after`, field by field: an erratum.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="turns")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="turns")
    at = models.DateTimeField(_("le"), default=now)
    kind = models.CharField(_("sorte"), max_length=15, choices=TurnKind)
    field = models.CharField(max_length=40, blank=True)
    before = models.TextField(_("avant"), blank=True)
    after = models.TextField(_("après"), blank=True)
    text = models.TextField(_("ce qui est dit, ou pourquoi"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    objects = TurnQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne de l’historique")
        verbose_name_plural = _("historique")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["measure", "-at"], name="turn_of_measure")]
        constraints = [
            models.CheckConstraint(
                name="turn_says_why",
                condition=~Q(kind__in=["correction", "deadline", "merged"])
                & (~Q(kind="status") | ~Q(after="abandoned"))
                | ~Q(text=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
