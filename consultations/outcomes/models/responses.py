"""The decisions: what is done with each theme and why, and the deliberations that enact them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from participation.base.clock import now


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


class Deliberation(models.Model):
    """The vote of an assembly that enacts a decision; it may come long after the answer.

    Named as in the French schema of open data on deliberations (SCDL, « délibérations »,
    https://schema.data.gouv.fr/scdl/deliberations/): DELIB_ID, DELIB_DATE, DELIB_OBJET, DELIB_URL.
    """

    response = models.ForeignKey(OfficialResponse, models.PROTECT, related_name="deliberations")
    delib_id = models.CharField(_("numéro de la délibération"), max_length=60)
    delib_on = models.DateField(_("adoptée le"))
    delib_object = models.CharField(_("objet"), max_length=300, blank=True)
    delib_url = models.URLField(_("adresse du texte"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("délibération")
        verbose_name_plural = _("délibérations")
        ordering = ("delib_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["response", "delib_id"], name="deliberation_once"),
            models.CheckConstraint(name="deliberation_has_id", condition=~Q(delib_id="")),
        ]

    def __str__(self) -> str:
        return self.delib_id
