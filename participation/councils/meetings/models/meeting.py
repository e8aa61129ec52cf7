"""A meeting, the dates it had before, and what will be spoken of."""

from datetime import date, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import local, now
from participation.base.text import folded
from participation.councils.documents.models import Document
from participation.councils.meetings.choices import ItemState, Kind, State
from participation.councils.meetings.querysets import MeetingQuerySet, OfMeetingQuerySet
from participation.councils.models import Council
from participation.ui.typography import hour, moment


class Meeting(models.Model):
    """A meeting. Its hours are instants, shown on the council's own wall clock.

    `sequence` grows at each change after the announcement, as calendars ask (RFC 5545, 3.8.7.4).
    The online link is private unless `shows_online_link`. `places` are those of the public; none
    said, as many as come.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="meetings")
    title = models.CharField(_("titre"), max_length=150)
    kind = models.CharField(_("nature"), max_length=10, choices=Kind, default=Kind.ORDINARY)
    is_public = models.BooleanField(_("ouverte à tous"), default=False)
    description = models.TextField(_("de quoi on parlera"), blank=True)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    place = models.CharField(_("lieu"), max_length=150, blank=True)
    address = models.CharField(_("adresse"), max_length=300, blank=True)
    online_link = models.URLField(_("lien pour participer à distance"), blank=True)
    shows_online_link = models.BooleanField(_("montrer ce lien à tous"), default=False)
    takes_registrations = models.BooleanField(_("on s’y inscrit"), default=False)
    places = models.PositiveSmallIntegerField(_("nombre de places"), null=True, blank=True)
    counts_proxies = models.BooleanField(
        _("les procurations comptent pour le quorum"), default=True
    )
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.DRAFT)
    notice = models.TextField(_("raison du report ou de l’annulation"), blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    prepared_at = models.DateTimeField(default=now, editable=False)
    announced_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)
    guest_count = models.PositiveSmallIntegerField(_("autres personnes présentes"), null=True)
    attendance_taken_at = models.DateTimeField(null=True, editable=False)
    minutes_asked_at = models.DateTimeField(null=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    key = models.UUIDField(default=uuid4, editable=False)
    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("réunion")
        verbose_name_plural = _("réunions")
        ordering = ("-starts_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["council", "key"], name="meeting_once"),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
            ),
        ]
        indexes = [models.Index(fields=["council", "starts_at"], name="meeting_list")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everyone reads it, when it is public."""
        return reverse("meetings:public", args=[self.council.slug, self.pk])

    @property
    def space_url(self) -> str:
        return reverse("meetings:meeting", args=[self.council.slug, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.state == State.POSTPONED

    @property
    def is_announced(self) -> bool:
        """Whether it is known, and will take place or did."""
        return self.state in {State.SCHEDULED, State.POSTPONED}

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()

    @property
    def is_coming(self) -> bool:
        """Whether one may still be convened to it and answer."""
        return self.is_announced and not self.has_begun

    @property
    def is_held(self) -> bool:
        return self.is_announced and self.is_over

    @property
    def is_open_for_registration(self) -> bool:
        """Whether anybody may say that they come."""
        return self.is_public and self.takes_registrations and self.is_coming

    @property
    def until(self) -> str:
        """When it ends: « 20 h 30 », or the whole moment when that is another day."""
        zone = self.council.zone
        starts, ends = local(self.starts_at, zone), local(self.ends_at, zone)
        return hour(ends) if starts.date() == ends.date() else moment(ends, zone)

    @property
    def public_link(self) -> str:
        """The online link, when everyone may have it."""
        return self.online_link if self.shows_online_link else ""

    @property
    def minutes_due_on(self) -> date:
        """The last day to publish the minutes, as the council's framework says."""
        held = local(self.ends_at, self.council.zone).date()
        return held + timedelta(days=self.council.framework.minutes_days)

    def fill_search_text(self) -> None:
        self.search_text = folded(f"{self.title} {self.description} {self.place}")


class FormerDate(models.Model):
    """A date that a meeting had, and why it has another one; shown struck through."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="former_dates")
    starts_at = models.DateTimeField(_("début"))
    reason = models.TextField(_("raison du report"))
    changed_at = models.DateTimeField(default=now)
    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ancienne date")
        verbose_name_plural = _("anciennes dates")
        ordering = ("changed_at", "pk")


class AgendaItem(models.Model):
    """One thing to speak of. A member's proposal stands apart until who animates takes it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    rank = models.PositiveSmallIntegerField(default=0, editable=False)
    title = models.CharField(_("sujet"), max_length=200)
    details = models.TextField(_("précisions"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("durée, en minutes"), null=True, blank=True)
    presenter = models.CharField(_("présenté par"), max_length=80, blank=True)
    document = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document à lire"),
    )
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.PROPOSED)
    answer = models.CharField(_("pourquoi pas cette fois"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(default=now, editable=False)
    objects = OfMeetingQuerySet.as_manager()
    signed: str  # the name the council knows, put there by the queries of pages

    class Meta:
        verbose_name = _("point de l’ordre du jour")
        verbose_name_plural = _("ordre du jour")
        ordering = ("rank", "pk")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "title"], name="agenda_item_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_accepted(self) -> bool:
        return self.state == ItemState.ACCEPTED
