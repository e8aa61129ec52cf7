"""What residents said, as the body sums it up, and how much of it was read."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Channel, Consultation


class Synthesis(models.Model):
    """What residents said, as the body sums it up."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="synthesis")
    text = models.TextField(_("synthèse"))
    published_at = models.DateTimeField(_("publiée le"), null=True, editable=False)

    class Meta:
        verbose_name = _("synthèse")
        verbose_name_plural = _("synthèses")
        ordering = ("pk",)
        constraints = [models.CheckConstraint(name="synthesis_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return str(self.consultation)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class Coverage(models.Model):
    """How many contributions of one channel came in, and how many were read for the synthesis."""

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="coverage")
    channel = models.CharField(_("canal"), max_length=10, choices=Channel)
    received = models.PositiveIntegerField(_("reçues"))
    read = models.PositiveIntegerField(_("lues"))

    class Meta:
        verbose_name = _("part lue")
        verbose_name_plural = _("parts lues")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["synthesis", "channel"], name="coverage_once"),
            models.CheckConstraint(
                name="coverage_read_was_received", condition=Q(read__lte=F("received"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.read}/{self.received}"
