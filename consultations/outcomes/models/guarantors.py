"""The guarantor of a consultation: a third person who watches, reports, and is answered."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from participation.base.clock import months_after, now


class Guarantor(models.Model):
    """Who guarantees a consultation, the report and the body's answer, each with its own clock.

    The usual delays are those of the « concertation préalable » of the French environmental code:
    the guarantor's report within one month of the closing, the answer of whoever carries the
    project within two months of the report. We read them on secondary pages alone, so a delay
    passes for the body's own (`Basis.BODY`) unless it names the text that sets it.
    """

    class Basis(models.TextChoices):
        BODY = "body", _("Délais choisis par l’organisme")
        LEGAL = "legal", _("Délais fixés par un texte")

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="guarantor")
    name = models.CharField(_("nom du garant ou de la garante"), max_length=150)
    designated_by = models.CharField(_("qui l’a désigné"), max_length=200)
    basis = models.CharField(_("d’où viennent les délais"), max_length=10, choices=Basis)
    legal_reference = models.CharField(_("texte qui fixe les délais"), max_length=200, blank=True)
    report_months = models.PositiveSmallIntegerField(_("mois pour le bilan"), default=1)
    answer_months = models.PositiveSmallIntegerField(_("mois pour y répondre"), default=2)
    named_at = models.DateTimeField(default=now, editable=False)

    report = models.TextField(_("bilan du garant"), blank=True)
    report_url = models.URLField(_("adresse du bilan"), max_length=500, blank=True)
    reported_on = models.DateField(_("bilan rendu le"), null=True, blank=True)
    answer = models.TextField(_("réponse de l’organisme"), blank=True)
    answered_on = models.DateField(_("réponse publiée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("garant")
        verbose_name_plural = _("garants")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="guarantor_legal_delay_names_its_text",
                condition=~Q(basis="legal") | ~Q(legal_reference=""),
            ),
            models.CheckConstraint(
                name="guarantor_report_has_words",
                condition=Q(reported_on=None) | ~Q(report="") | ~Q(report_url=""),
            ),
            models.CheckConstraint(
                name="guarantor_answer_follows_report",
                condition=Q(answered_on=None) | (Q(reported_on__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def report_due_on(self) -> date | None:
        """So many months after the last day of the consultation; nothing before it is closed."""
        consultation = self.consultation
        if consultation.closes_at is None:
            return None
        return months_after(consultation.last_day, self.report_months)

    @property
    def answer_due_on(self) -> date | None:
        """So many months after the report; nothing before it is there."""
        return self.reported_on and months_after(self.reported_on, self.answer_months)

    @property
    def report_days_late(self) -> int:
        """Computed from the due day to the report, or to today; never stored."""
        return self._late(self.report_due_on, self.reported_on)

    @property
    def answer_days_late(self) -> int:
        return self._late(self.answer_due_on, self.answered_on)

    def _late(self, due: date | None, done: date | None) -> int:
        if due is None or not self.consultation.is_frozen:
            return 0
        return max(0, ((done or self.consultation.day_of(now())) - due).days)
