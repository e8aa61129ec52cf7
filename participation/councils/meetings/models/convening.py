"""Who was told of a meeting and how, what they answered, and who was there."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.base.clock import local, now
from participation.councils.meetings.choices import Choice, How
from participation.councils.meetings.models.meeting import Meeting
from participation.councils.meetings.querysets import OfMeetingQuerySet, SummonsQuerySet
from participation.councils.models import Membership
from participation.notifications.models import Letter


def days_between(first: datetime, last: datetime, zone: str) -> int:
    """Give how many days lie between two instants, on a zone's calendar."""
    return (local(last, zone).date() - local(first, zone).date()).days


class Convocation(models.Model):
    """The agenda as it was sent, with the date and the place; it never changes.

    `agenda` is a list of `{title, minutes, presenter}`. When something changes, another version
    is sent. `notice_days` is what the council asked that day; fewer need a reason, `urgency`.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="convocations")
    number = models.PositiveSmallIntegerField(_("version"))
    starts_at = models.DateTimeField(_("début annoncé"))
    place = models.CharField(_("lieu annoncé"), max_length=300, blank=True)
    agenda = models.JSONField(_("ordre du jour"), default=list)
    notice_days = models.PositiveSmallIntegerField(_("délai demandé, en jours"), default=0)
    urgency = models.CharField(_("raison de l’urgence"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("envoyée le"), default=now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("convocation")
        verbose_name_plural = _("convocations")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="convocation_once")
        ]

    @property
    def days_before(self) -> int:
        """How many days lie between the sending and the meeting, on the council's calendar."""
        return days_between(self.sent_at, self.starts_at, self.meeting.council.zone)

    @property
    def is_short(self) -> bool:
        """Whether it left later than the council asks."""
        return self.days_before < self.notice_days


class Summons(models.Model):
    """One member told of one convocation. The letter itself is the proof: its state, its instant.

    Who has no e-mail address is told otherwise, and that is noted: when, how and by whom.
    """

    convocation = models.ForeignKey(Convocation, models.CASCADE, related_name="summons")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="summons")
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField(_("prévenu le"), null=True)
    told_how = models.CharField(max_length=10, choices=How, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    objects = SummonsQuerySet.as_manager()
    told_name: str  # who told them, put there by the queries of pages

    class Meta:
        verbose_name = _("personne convoquée")
        verbose_name_plural = _("personnes convoquées")
        ordering = ("membership__name", "pk")
        constraints = [
            models.UniqueConstraint(fields=["convocation", "membership"], name="summons_once")
        ]

    @property
    def sent_at(self) -> Any:
        """When the letter left, or nothing."""
        return self.letter.sent_at if self.letter else None

    @property
    def is_to_tell(self) -> bool:
        """Whether nobody can say yet that this member knows: no letter, or one given up."""
        gone = {Letter.State.FAILED, Letter.State.WITHHELD}
        return self.told_at is None and (self.letter is None or self.letter.state in gone)


class Answer(models.Model):
    """What one member answers; a member carries one proxy at most, and gives one at most."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="meeting_answers")
    choice = models.CharField(_("réponse"), max_length=10, choices=Choice)
    proxy_to = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="proxies_carried"
    )
    answered_at = models.DateTimeField(default=now)
    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        ordering = ("membership__name", "pk")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="one_answer_each"),
            models.UniqueConstraint(fields=["meeting", "proxy_to"], name="one_proxy_carried"),
            models.CheckConstraint(
                name="proxy_names_somebody_else",
                condition=Q(choice=Choice.PROXY, proxy_to__isnull=False)
                & ~Q(proxy_to=models.F("membership"))
                | Q(proxy_to=None) & ~Q(choice=Choice.PROXY),
            ),
        ]


class Attendance(models.Model):
    """A member who was there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="attendances")
    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("présence")
        verbose_name_plural = _("présences")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="present_once")
        ]
