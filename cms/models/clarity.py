"""Whether a page was clear to who read it."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation


class ClarityNote(models.Model):
    """One reader's word on one page: clear or not, and why. Nothing says who, nor at what hour."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, null=True, related_name="+")
    consultation = models.ForeignKey(Consultation, models.CASCADE, null=True, related_name="+")
    is_clear = models.BooleanField(_("c’est clair"))
    words = models.TextField(_("ce qui n’est pas clair"), blank=True)
    given_on = models.DateField(_("donné le"), default=date.today)

    class Meta:
        verbose_name = _("avis sur une page")
        verbose_name_plural = _("avis sur des pages")
        ordering = ("-given_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="clarity_of_one_page",
                condition=Q(page=None, consultation__isnull=False)
                | Q(page__isnull=False, consultation=None),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
