"""Proposals of residents, and who supports them, online and on paper."""

from datetime import date
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution, Step
from participation.base.clock import now
from participation.base.text import excerpt, folded


class Publication(models.TextChoices):
    AT_ONCE = "at_once", _("Tout de suite")
    AFTER_READING = "after_reading", _("Après lecture par l’organisme")


class Box(models.Model):
    """How one step takes proposals."""

    step = models.OneToOneField(Step, models.CASCADE, related_name="proposal_box")
    publication = models.CharField(
        _("les propositions paraissent"),
        max_length=15,
        choices=Publication,
        default=Publication.AT_ONCE,
    )

    class Meta:
        verbose_name = _("boîte à propositions")
        verbose_name_plural = _("boîtes à propositions")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def publishes_at_once(self) -> bool:
        return self.publication == Publication.AT_ONCE


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Which proposals."""

    def of(self, step: Step) -> "ProposalQuerySet":
        return self.filter(contribution__step=step)

    def published(self) -> "ProposalQuerySet":
        """Those anyone may read, in a consultation that is not a draft."""
        return self.filter(contribution__state=Contribution.State.PUBLISHED).exclude(
            contribution__consultation__state="draft"
        )

    def visible_to(self, person: Any) -> "ProposalQuerySet":
        """Those whose words the person may read; the envelope decides."""
        return self.filter(contribution__in=Contribution.objects.visible_to(person))

    def matching(self, typed: str) -> "ProposalQuerySet":
        """Those that hold each word typed; accents and capitals do not matter."""
        rows = self
        for word in folded(typed).split()[:8]:
            rows = rows.filter(search_text__contains=word)
        return rows

    def most_supported(self) -> "ProposalQuerySet":
        """Support online and on paper weighs the same; the older goes first when equal."""
        total = F("support_count") + F("paper_count")
        return self.order_by(total.desc(), "contribution__received_at", "pk")

    def with_envelope(self) -> "ProposalQuerySet":
        return self.select_related(
            "contribution__author", "contribution__council", "contribution__consultation"
        )


class Proposal(models.Model):
    """What one person proposes, with its cost and its place where they gave them."""

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="proposal")
    title = models.CharField(_("titre de la proposition"), max_length=150, blank=True)
    text = models.TextField(_("proposition"), blank=True)
    cost = models.PositiveBigIntegerField(_("coût estimé, en euros"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    support_count = models.PositiveIntegerField(default=0)
    paper_count = models.PositiveIntegerField(default=0)
    is_erased = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, editable=False)
    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="proposals_has_words_or_is_erased",
                condition=Q(is_erased=False) & ~Q(title="")
                | Q(is_erased=True, title="", text="", place="", cost=None, search_text=""),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def excerpt(self) -> str:
        return excerpt(self.text, 200)

    @property
    def supporters(self) -> int:
        return self.support_count + self.paper_count

    @property
    def proposed_on(self) -> date | None:
        received = self.contribution.received_at
        return self.contribution.consultation.day_of(received) if received else None

    def fill_search_text(self) -> None:
        self.search_text = folded(f"{self.title} {self.text} {self.place}")


class Support(models.Model):
    """Somebody supports it; `voter` stands for them in this consultation and tells nobody who."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    voter = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("soutien à une proposition")
        verbose_name_plural = _("soutiens à des propositions")
        ordering = ("proposal", "pk")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "voter"], name="proposals_support_once")
        ]


class Sheet(models.Model):
    """Signatures counted on a paper sheet: how many, and where the sheet is; never who."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="sheets")
    signatures = models.PositiveIntegerField(_("signatures"), validators=[MinValueValidator(1)])
    reference = models.CharField(_("feuille"), max_length=100)
    entered_at = models.DateTimeField(_("saisie le"), default=now)

    class Meta:
        verbose_name = _("feuille de soutien")
        verbose_name_plural = _("feuilles de soutien")
        ordering = ("proposal", "entered_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "reference"], name="proposals_sheet_once"),
            models.CheckConstraint(
                name="proposals_sheet_has_signatures", condition=Q(signatures__gte=1)
            ),
        ]
