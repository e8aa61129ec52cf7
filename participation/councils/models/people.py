"""Who sits in a council, who helps it, and who was let in for a reason."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import Account
from participation.base.clock import now, start_of_day
from participation.councils.choices import EndReason, Gender, PublicOffice, Way
from participation.councils.models.council import Council, HostOrganisation
from participation.councils.models.framework import College
from participation.councils.querysets import (
    ExceptionalAccessQuerySet,
    MembershipQuerySet,
    SeatQuerySet,
)


class Seat(models.Model):
    """One seat of a college in one council; at most one member holds it."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="seats")
    college = models.ForeignKey(College, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(_("numéro"))
    label = models.CharField(_("pour"), max_length=120, blank=True)
    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("siège")
        verbose_name_plural = _("sièges")
        ordering = ("council", "college__rank", "number")
        constraints = [
            models.UniqueConstraint(fields=["council", "college", "number"], name="seat_once")
        ]

    def __str__(self) -> str:
        return self.label or f"{self.college} {self.number}"


class Spell(models.Model):
    """A time during which somebody is let in: from a day, until a day that is no longer included.

    The instants are those days on the council's wall clock; access is decided by them alone.
    """

    starts_on = models.DateField(_("depuis le"))
    ends_on = models.DateField(_("jusqu’au (exclu)"), null=True, blank=True)
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    council: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        zone = self.council.zone
        self.starts_at = start_of_day(self.starts_on, zone)
        self.ends_at = start_of_day(self.ends_on, zone) if self.ends_on else None
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "starts_at", "ends_at"}
        super().save(*args, **kwargs)

    @property
    def is_running(self) -> bool:
        instant = now()
        return self.starts_at <= instant and (self.ends_at is None or instant < self.ends_at)

    @property
    def last_day(self) -> date | None:
        """The last day inside, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


class Membership(Spell):
    """A mandate: who sits, in which college and seat, from when to when, and why it ended.

    A member may have no account (`account` is empty); the name is then what the council wrote.
    A substitute has no access until seated; within a college, the first in rank is seated first.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="memberships")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="memberships"
    )
    name = models.CharField(_("nom au conseil"), max_length=80)
    is_named_publicly = models.BooleanField(_("nom affiché au public"), default=False)
    college = models.ForeignKey(College, models.PROTECT, related_name="memberships")
    seat = models.ForeignKey(
        Seat, models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    is_substitute = models.BooleanField(_("suppléante ou suppléant"), default=False)
    substitute_for = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="substitutes"
    )
    substitute_rank = models.PositiveSmallIntegerField(_("rang de suppléance"), null=True)
    is_coordinator = models.BooleanField(_("coordonne"), default=False)
    way = models.CharField(_("venu au conseil"), max_length=12, choices=Way)
    gender = models.CharField(_("genre"), max_length=6, choices=Gender, blank=True)
    office = models.CharField(_("fonction"), max_length=12, choices=PublicOffice, blank=True)
    end_reason = models.CharField(_("raison"), max_length=12, choices=EndReason, blank=True)
    closed_at = models.DateTimeField(_("terminé le"), null=True, editable=False)
    charter_agreed_at = models.DateTimeField(_("charte acceptée le"), null=True, editable=False)
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandats")
        ordering = ("college__rank", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=models.Q(closed_at=None, is_substitute=False),
                name="one_member_per_seat",
            ),
            models.UniqueConstraint(
                fields=["council", "account"],
                condition=models.Q(closed_at=None),
                name="one_mandate_per_person",
            ),
            models.UniqueConstraint(
                fields=["council", "college", "substitute_rank"],
                condition=models.Q(closed_at=None),
                name="substitute_rank_once",
            ),
            models.CheckConstraint(
                name="mandate_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_read_the_charter(self) -> bool:
        """Whether they agreed to the charter as it stands today."""
        changed = self.council.charter_changed_at
        agreed = self.charter_agreed_at
        return changed is None or (agreed is not None and agreed >= changed)


class Animation(Spell):
    """Somebody of the host organisation (or a start-up facilitator) who helps for a time."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="animations")
    account = models.ForeignKey(Account, models.CASCADE, related_name="animations")
    host = models.ForeignKey(HostOrganisation, models.PROTECT, related_name="animations")
    name = models.CharField(_("nom au conseil"), max_length=80)

    class Meta:
        verbose_name = _("animation")
        verbose_name_plural = _("animations")
        ordering = ("-starts_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "account", "starts_on"], name="animation_once"
            ),
            models.CheckConstraint(
                name="animation_has_an_end", condition=models.Q(ends_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExceptionalAccess(models.Model):
    """An administrator's entry into a private space: reasoned, short, and shown to the members."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="exceptional_accesses")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="exceptional_accesses"
    )
    reason = models.TextField(_("raison"))
    opened_at = models.DateTimeField(_("ouvert le"), default=now)
    ends_at = models.DateTimeField(_("jusqu’à"))
    objects = ExceptionalAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("accès exceptionnel")
        verbose_name_plural = _("accès exceptionnels")
        ordering = ("-opened_at", "-pk")
