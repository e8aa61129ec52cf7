"""What stays on record: changes of the rules, and the published list of receipts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation, field_label
from participation.base.clock import now


class RuleChange(models.Model):
    """A change made after the announcement: what, from what, to what, and why. Public for ever."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=now)
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(_("motif"))

    class Meta:
        verbose_name = _("changement")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(name="rule_change_has_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.at:%Y-%m-%d}"

    @property
    def field_label(self) -> str:
        return field_label(self.field)


class Ledger(models.Model):
    """The published list of receipts: what was counted at closing, and the root of it all."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="ledger")
    published_at = models.DateTimeField(default=now)
    root = models.CharField(_("racine"), max_length=64)
    leaf_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("registre des reçus")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.root


class LedgerLeaf(models.Model):
    """One counted contribution: its public hash, and the code that names it in a check."""

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="leaves")
    tracking_code = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("sha256",)
        constraints = [
            models.UniqueConstraint(fields=["ledger", "tracking_code"], name="ledger_leaf_once")
        ]

    def __str__(self) -> str:
        return self.sha256


class Reminder(models.Model):
    """A reminder given to the officers of a body: once for each promised day, and each kind."""

    class Kind(models.TextChoices):
        SOON = "soon", _("La réponse est due bientôt")
        LATE = "late", _("La réponse est en retard")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind)
    due_on = models.DateField()
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("rappel")
        verbose_name_plural = _("rappels")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["consultation", "kind", "due_on"], name="reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class LedgerCheck(models.Model):
    """One check of the receipts of a consultation: how many, and what was found wrong."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="checks")
    at = models.DateTimeField(_("vérifié le"), default=now)
    checked = models.PositiveIntegerField(_("contributions vérifiées"), default=0)
    # Faults and tracking codes, never words.
    findings = models.JSONField(_("anomalies"), default=list, blank=True)

    class Meta:
        verbose_name = _("vérification des reçus")
        verbose_name_plural = _("vérifications des reçus")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["consultation", "-at"], name="ledger_check_last")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.at:%Y-%m-%d}"

    @property
    def is_sound(self) -> bool:
        return not self.findings
