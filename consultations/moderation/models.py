"""Reports, decisions with their reasons, appeals decided by somebody else, repeated texts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution
from consultations.moderation.charter import article_named
from participation.accounts.models import Officer
from participation.base.clock import now


class ReportQuerySet(models.QuerySet["Report"]):
    """Which reports."""

    def open(self) -> "ReportQuerySet":
        return self.filter(closed_at=None)


class Report(models.Model):
    """Somebody says that a contribution breaks the charter. Who said so is never shown.

    `reporter_key` is a keyed hash of an account or of an address: one report each.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reports")
    article = models.CharField(_("article de la charte"), max_length=10)
    details = models.TextField(_("ce qui ne va pas"), blank=True)
    reporter_key = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(_("signalé le"), default=now)
    closed_at = models.DateTimeField(_("lu le"), null=True)
    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "reporter_key"],
                name="report_once",
                condition=Q(closed_at=None),
            )
        ]
        indexes = [
            models.Index(fields=["contribution"], name="report_open", condition=Q(closed_at=None))
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def article_title(self) -> str:
        return article_named(self.article)


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Which decisions."""

    def against(self) -> "DecisionQuerySet":
        """Those that take words off the pages, for a time or for good."""
        return self.filter(act__in=[Decision.Act.HOLD, Decision.Act.HIDE])

    def about_authors(self) -> "DecisionQuerySet":
        """Those that speak to who wrote, and leave the words where they are."""
        return self.filter(act__in=[Decision.Act.WARN, Decision.Act.EXCLUDE])


class Decision(models.Model):
    """One act of moderation and its statement of reasons (DSA, article 17): never automated."""

    class Act(models.TextChoices):
        HOLD = "hold", _("mise en attente")
        HIDE = "hide", _("masquée")
        RESTORE = "restore", _("rétablie")
        KEEP = "keep", _("laissée en ligne")
        WARN = "warn", _("avertissement")
        EXCLUDE = "exclude", _("exclusion pour un temps")

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="decisions")
    act = models.CharField(_("décision"), max_length=10, choices=Act)
    article = models.CharField(_("article de la charte"), max_length=10, blank=True)
    reason = models.TextField(_("motif"))
    until = models.DateTimeField(_("sans écrire jusqu’à"), null=True)  # of an exclusion alone
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidé le"), default=now)
    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("décision de modération")
        verbose_name_plural = _("décisions de modération")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="decision_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="decision_against_names_article",
                condition=~Q(act__in=["hold", "hide"]) | ~Q(article=""),
            ),
            models.CheckConstraint(
                name="decision_measure_names_article",
                condition=~Q(act__in=["warn", "exclude"]) | ~Q(article=""),
            ),
            models.CheckConstraint(
                name="decision_exclusion_has_end",
                condition=Q(act="exclude", until__isnull=False)
                | (~Q(act="exclude") & Q(until=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} #{self.contribution_id}"

    @property
    def article_title(self) -> str:
        return article_named(self.article)

    @property
    def is_about_author(self) -> bool:
        return self.act in (Decision.Act.WARN, Decision.Act.EXCLUDE)

    @property
    def answered_appeal(self) -> "Appeal | None":
        """Give the appeal that another person has decided, if there is one."""
        appeal: Appeal | None = getattr(self, "appeal", None)
        return appeal if appeal is not None and appeal.decided_at is not None else None

    @property
    def is_running(self) -> bool:
        """Whether it keeps the author from writing now."""
        return self.until is not None and now() < self.until


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Which appeals."""

    def waiting(self) -> "AppealQuerySet":
        return self.filter(decided_at=None)

    def decidable_by(self, person: Any) -> "AppealQuerySet":
        """Those somebody may decide: never of their own decision, nor of a body they act for."""
        bodies = Officer.objects.filter(account=person).values("public_body_id")
        return (
            self.waiting()
            .exclude(first_decider=person)
            .exclude(decision__contribution__consultation__public_body__in=bodies)
        )


class Appeal(models.Model):
    """The author asks for another reading, by another person."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    first_decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    words = models.TextField(_("ce que dit l’auteur"))
    made_at = models.DateTimeField(_("demandé le"), default=now)
    is_granted = models.BooleanField(_("l’auteur a raison"), null=True)
    reason = models.TextField(_("motif"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidé le"), null=True)
    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("recours")
        verbose_name_plural = _("recours")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="appeal_decided_by_another",
                condition=Q(decided_by=None)
                | Q(first_decider=None)
                | ~Q(decided_by=F("first_decider")),
            ),
            models.CheckConstraint(
                name="appeal_decided_with_reason",
                condition=Q(decided_at=None, is_granted=None)
                | (Q(decided_at__isnull=False, is_granted__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class TextPrint(models.Model):
    """What a contribution says, folded and hashed: equal prints are the same text sent again."""

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="text_print")
    consultation_id = models.BigIntegerField()
    print = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["consultation_id", "print"], name="text_print_same")]

    def __str__(self) -> str:
        return self.print[:12]
