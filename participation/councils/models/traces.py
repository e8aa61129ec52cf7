"""What a space remembers of comings: a member's last visit, and who tried its door in vain."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.councils.models.council import Council

ONE_VISIT = timedelta(minutes=30)
FIRST_TIME = timedelta(days=30)  # what is new for somebody who has never come


class Visit(models.Model):
    """When a person was last in a space; coming back within half an hour is the same visit.

    `began_with` is what the visit going on calls new: what came since the one before. A first visit
    began with nothing, and a month is new.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="visits")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="council_visits"
    )
    seen_at = models.DateTimeField(_("vu jusqu’au"))
    began_with = models.DateTimeField(_("nouveau depuis"), null=True)

    class Meta:
        verbose_name = _("dernière visite")
        verbose_name_plural = _("dernières visites")
        constraints = [models.UniqueConstraint(fields=["council", "account"], name="visit_once")]

    @property
    def is_going_on(self) -> bool:
        return now() - self.seen_at < ONE_VISIT

    @property
    def is_first(self) -> bool:
        """Whether the person's very first visit is going on."""
        return self.began_with is None and self.is_going_on

    @property
    def new_since(self) -> datetime:
        """Since when things are new for this person."""
        if not self.is_going_on:
            return self.seen_at
        return self.began_with or self.seen_at - FIRST_TIME


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Which attempts."""

    def at(self, council: Council) -> "AttemptQuerySet":
        return self.filter(slug=council.slug).order_by("-tried_at", "-pk")

    def at_nothing(self, before: datetime) -> "AttemptQuerySet":
        """Those at an address that leads to no council: nobody is ever shown them."""
        known = Council.objects.filter(slug=models.OuterRef("slug"))
        return self.filter(~models.Exists(known), tried_at__lt=before).order_by()


class Attempt(models.Model):
    """An officer, a moderator or an administrator tried a private address; told to the members.

    It is noted by address, before anybody asks whether a council stands there: the answer takes
    the same time either way. Its members read which body, never which person.
    """

    class Role(models.TextChoices):
        OFFICER = "officer", _("Une personne qui agit pour un organisme public")
        MODERATOR = "moderator", _("Une personne qui modère la plateforme")
        ADMINISTRATOR = "administrator", _("Une personne qui administre la plateforme")
        REGIONAL = "regional", _("Une personne chargée des conseils de ce territoire")

    slug = models.CharField(_("adresse essayée"), max_length=80)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="council_attempts"
    )
    role = models.CharField(_("rôle"), max_length=13, choices=Role)
    public_body = models.ForeignKey(
        PublicBody, models.CASCADE, null=True, related_name="council_attempts"
    )
    on = models.DateField(_("le"))
    tried_at = models.DateTimeField(default=now)
    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("tentative d’entrée")
        verbose_name_plural = _("tentatives d’entrée")
        ordering = ("-tried_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["slug", "account", "on"], name="attempt_once_a_day")
        ]

    def __str__(self) -> str:
        return str(self.who)

    @property
    def who(self) -> Any:
        """Who tried, for the members: the body, never the person."""
        if self.public_body:
            return _("Un agent de l’organisme « %(body)s »") % {"body": self.public_body}
        return self.get_role_display()
