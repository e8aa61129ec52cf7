"""Addresses worth knowing, who keeps each of them, and whether it still answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.library.querysets import LinkQuerySet

FAILURES_OF_THE_DEAD = 3


class UsefulLink(models.Model):
    """A link, with somebody who answers for it.

    It is dead when its site says that the page is gone, or after failures on three days while
    other sites answered. `asked_at` is when it was last tried; `last_checked_at` when something
    was learned of it.
    """

    title = models.CharField(_("titre"), max_length=150)
    url = models.URLField(
        _("adresse"),
        max_length=500,
        unique=True,
        error_messages={"unique": _("Ce lien est déjà dans la liste.")},
    )
    note = models.CharField(_("à quoi il sert"), max_length=300)
    organisation = models.CharField(_("qui le tient"), max_length=150)
    owner = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(_("ajouté le"), default=now)
    asked_at = models.DateTimeField(null=True, editable=False)
    last_checked_at = models.DateTimeField(_("vérifié le"), null=True)
    last_status = models.PositiveSmallIntegerField(_("dernière réponse"), null=True)
    failures = models.PositiveSmallIntegerField(_("échecs de suite"), default=0)
    failed_on = models.DateField(null=True, editable=False)
    failing_since = models.DateTimeField(_("ne répond plus depuis"), null=True)
    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("lien utile")
        verbose_name_plural = _("liens utiles")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def is_dead(self) -> bool:
        return self.failures >= FAILURES_OF_THE_DEAD
