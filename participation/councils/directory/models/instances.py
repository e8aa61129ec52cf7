"""Another site that publishes a register of councils, and what became of asking it."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.councils.directory.choices import Fault, Problem
from participation.councils.directory.querysets import InstanceQuerySet
from participation.councils.directory.signing import fingerprint

LATE = timedelta(days=2)


class RemoteInstance(models.Model):
    """Another site. Its key is the one an administrator saw: another is refused until accepted."""

    site = models.URLField(
        _("adresse du site"),
        unique=True,
        error_messages={"unique": _("Ce site est déjà dans la liste.")},
    )
    register_url = models.URLField(_("adresse du registre"), max_length=500)
    name = models.CharField(_("nom"), max_length=150)
    key = models.CharField(_("clé publique"), max_length=44)
    offered_key = models.CharField(_("clé proposée"), max_length=44, blank=True)
    is_active = models.BooleanField(_("suivi"), default=True)
    added_at = models.DateTimeField(_("ajouté le"), default=now)
    asked_at = models.DateTimeField(_("interrogé le"), null=True)
    heard_at = models.DateTimeField(_("dernières nouvelles"), null=True)
    written_at = models.DateTimeField(_("registre du"), null=True)  # as its register says
    problem = models.CharField(_("problème"), max_length=20, choices=Problem, blank=True)
    faults = models.JSONField(default=list)  # [number in the file, choices.Fault]
    refused_count = models.PositiveIntegerField(default=0)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    objects = InstanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("autre site")
        verbose_name_plural = _("autres sites")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def is_late(self) -> bool:
        """Say whether its last news are old enough to be dated on pages."""
        return self.heard_at is None or self.heard_at < now() - LATE

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)

    @property
    def offered_fingerprint(self) -> str:
        return fingerprint(self.offered_key) if self.offered_key else ""

    @property
    def left_out(self) -> list[tuple[int, str]]:
        """Give the rows left out last time: number in the file, and why, in words."""
        return [(number, str(Fault(fault).label)) for number, fault in self.faults]
