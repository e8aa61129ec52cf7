"""The dated steps that follow, and what was wrong in them."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.councils.referrals.choices import Means, Outcome, Side, State
from participation.councils.referrals.models.referral import Referral
from participation.councils.referrals.querysets import StepQuerySet


class Step(models.Model):
    """One dated step, never edited: what was wrong is corrected below it, in sight.

    `on` is the day it happened, `recorded_at` when it was written here. `reference` is what
    proves it: a tracking number, the number of a letter. `body` is the organism that wrote it.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(_("étape"), max_length=12, choices=State)
    on = models.DateField(_("le"))
    recorded_at = models.DateTimeField(_("noté le"), default=now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    side = models.CharField(_("par"), max_length=10, choices=Side, default=Side.COUNCIL)
    body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, related_name="+", verbose_name=_("organisme")
    )
    text = models.TextField(_("texte"), blank=True)
    means = models.CharField(_("comment"), max_length=8, choices=Means, blank=True)
    reference = models.CharField(_("référence"), max_length=150, blank=True)
    to = models.CharField(_("à qui"), max_length=300, blank=True)
    assembly = models.CharField(_("assemblée"), max_length=150, blank=True)
    scheduled_on = models.DateField(_("séance du"), null=True)
    link = models.URLField(_("adresse du compte rendu"), max_length=300, blank=True)
    outcome = models.CharField(_("résultat"), max_length=10, choices=Outcome, blank=True)
    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")
        ordering = ("referral", "number")
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="referral_step_once"),
            models.CheckConstraint(
                name="referral_no_action_has_a_reason",
                condition=~models.Q(state=State.NO_ACTION, text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a step is never changed: correct it with an erratum")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("a step is never taken out")


class StepErratum(models.Model):
    """A correction of a step, read below it."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="errata")
    text = models.TextField(_("correction"))
    side = models.CharField(max_length=10, choices=Side, default=Side.COUNCIL)
    recorded_at = models.DateTimeField(_("noté le"), default=now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("step", "pk")
