"""What makes a plan a contract: who signs, and what was changed since."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.commitments.choices import AmendmentKind
from consultations.commitments.models.plans import Plan
from consultations.models import Consultation
from participation.base.clock import now


class Signatory(models.Model):
    """One party of a contract, the function of who signs for it, and the day it was signed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="signatories")
    party = models.CharField(_("organisme signataire"), max_length=200)
    role = models.CharField(_("fonction de qui signe"), max_length=150)
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)

    class Meta:
        verbose_name = _("signataire")
        verbose_name_plural = _("signataires")
        ordering = ("rank", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "party"], name="signatory_once"),
            models.CheckConstraint(name="signatory_is_named", condition=~Q(party="") & ~Q(role="")),
        ]

    def __str__(self) -> str:
        return self.party


class Amendment(models.Model):
    """A change of a contract: an amendment, an extension with its new end, or a revision.

    A revision opens a consultation: residents are asked before the contract changes.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("numéro"))
    kind = models.CharField(_("nature"), max_length=10, choices=AmendmentKind)
    title = models.CharField(_("objet"), max_length=200)
    summary = models.TextField(_("ce qui change"), blank=True)
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    ended_before = models.DateField(null=True, editable=False)
    ends_on = models.DateField(_("nouvelle fin"), null=True, blank=True)
    url = models.URLField(_("adresse du texte"), max_length=500, blank=True)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, related_name="revised_contracts", editable=False
    )
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("avenant")
        verbose_name_plural = _("avenants")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                name="amendment_extends_to_a_day",
                condition=~Q(kind="extension") | Q(ends_on__isnull=False),
            ),
            models.CheckConstraint(
                name="amendment_revision_consults",
                condition=~Q(kind="revision") | Q(consultation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
