"""What the body answers: a synthesis of what it read, and reasoned responses that cite."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Channel, Consultation, Contribution
from participation.base.clock import now


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


class Position(models.TextChoices):
    """What the body does with what was said."""

    ACCEPTED = "accepted", _("Retenu")
    ACCEPTED_IN_PART = "accepted_in_part", _("Retenu en partie")
    REJECTED = "rejected", _("Non retenu")
    OUT_OF_REMIT = "out_of_remit", _("Ne dépend pas de nous")
    ALREADY_DONE = "already_done", _("Déjà fait")
    UNDER_STUDY = "under_study", _("À l’étude")


class OfficialResponse(models.Model):
    """The answer to one theme or one question: what was said, what is decided, and why."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="responses")
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)
    heading = models.CharField(_("thème ou question"), max_length=200)
    what_was_said = models.TextField(_("ce que vous avez dit"))
    position = models.CharField(_("position"), max_length=20, choices=Position)
    what_is_decided = models.TextField(_("ce qui est décidé"))
    reason = models.TextField(_("pourquoi"))
    competent_body = models.CharField(_("organisme compétent"), max_length=200, blank=True)
    measure = models.TextField(_("mesure prévue"), blank=True)
    due_on = models.DateField(_("prévue pour le"), null=True, blank=True)

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        ordering = ("rank", "pk")
        constraints = [
            models.CheckConstraint(name="response_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="response_out_of_remit_names_body",
                condition=~Q(position=Position.OUT_OF_REMIT) | ~Q(competent_body=""),
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class Citation(models.Model):
    """A contribution that a response names."""

    class Relation(models.TextChoices):
        CITES = "cites", _("Cite")
        FOLLOWS = "follows", _("Reprend")
        MERGES = "merges", _("Regroupe")

    response = models.ForeignKey(OfficialResponse, models.CASCADE, related_name="citations")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="citations")
    relation = models.CharField(_("lien"), max_length=10, choices=Relation, default=Relation.CITES)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["response", "contribution"], name="citation_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Erratum(models.Model):
    """A correction of a published response: added beside it, never in its place."""

    response = models.ForeignKey(OfficialResponse, models.PROTECT, related_name="errata")
    at = models.DateTimeField(_("le"), default=now)
    text = models.TextField(_("correction"))

    class Meta:
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")
        ordering = ("at", "pk")
        constraints = [models.CheckConstraint(name="erratum_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.response} {self.at:%Y-%m-%d}"
