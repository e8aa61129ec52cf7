"""A programme and its modules, its sessions, and who asked to attend them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.models import Council
from participation.councils.models.council import site_zone
from participation.councils.training.choices import EnrolmentState, SessionState
from participation.councils.training.querysets import EnrolmentQuerySet, SessionQuerySet


class Programme(models.Model):
    """What is taught, by whom, and which costs are covered."""

    title = models.CharField(_("titre"), max_length=150, unique=True)
    aims = models.TextField(_("à quoi elle sert"))
    organiser = models.CharField(_("organisée par"), max_length=150)
    contact_email = models.EmailField(_("courriel de l’organisateur"), blank=True)
    funded_by = models.CharField(_("financée par"), max_length=200)
    covers_travel = models.BooleanField(_("transport pris en charge"), default=True)
    covers_lodging = models.BooleanField(_("hébergement pris en charge"), default=True)
    covers_meals = models.BooleanField(_("repas pris en charge"), default=True)
    cost_note = models.CharField(_("à savoir sur les frais"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("formation")
        verbose_name_plural = _("formations")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:programme", args=[self.pk])


class Module(models.Model):
    """One part of a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="modules")
    rank = models.PositiveSmallIntegerField(_("ordre"))
    title = models.CharField(_("titre"), max_length=150)
    hours = models.PositiveSmallIntegerField(_("heures"))

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ("programme", "rank")
        constraints = [
            models.UniqueConstraint(fields=["programme", "rank"], name="module_rank_once")
        ]

    def __str__(self) -> str:
        return self.title


class TrainingSession(models.Model):
    """One run of a programme: when, where, how many, and until when one may ask.

    Who goes first is `ranking.order`, the same for all and printed on the page; it cannot be
    set, so it cannot be changed once enrolment is open.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField(_("commence"))
    ends_at = models.DateTimeField(_("finit"))
    zone = models.CharField(_("fuseau horaire"), max_length=40, default=site_zone)
    schedule = models.CharField(
        _("horaires"),
        max_length=300,
        help_text=_("Par exemple : du mardi au vendredi, 9 h à 17 h."),
    )
    place = models.CharField(_("lieu"), max_length=200)
    seats = models.PositiveSmallIntegerField(_("places"))
    enrols_from = models.DateTimeField(_("inscriptions depuis"))
    enrols_until = models.DateTimeField(_("inscriptions jusqu’à"))
    state = models.CharField(
        _("état"), max_length=10, choices=SessionState, default=SessionState.PLANNED
    )
    settled_at = models.DateTimeField(_("places attribuées le"), null=True, editable=False)
    notice = models.CharField(_("raison de l’annulation"), max_length=300, blank=True)
    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="training_session_in_order",
                condition=models.Q(enrols_from__lt=models.F("enrols_until"))
                & models.Q(enrols_until__lte=models.F("starts_at"))
                & models.Q(starts_at__lte=models.F("ends_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} – {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("training:session", args=[self.pk])

    @property
    def takes_enrolments(self) -> bool:
        is_time = self.enrols_from <= now() < self.enrols_until
        return self.state == SessionState.PLANNED and is_time

    @property
    def has_opened(self) -> bool:
        return self.enrols_from <= now()

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED


class Enrolment(models.Model):
    """A member's request to attend. `times_before` and `rank` are fixed when places are given."""

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="enrolments")
    account = models.ForeignKey(
        Account, models.SET_NULL, null=True, related_name="training_enrolments"
    )
    council = models.ForeignKey(Council, models.CASCADE, related_name="training_enrolments")
    name = models.CharField(_("nom"), max_length=80)
    state = models.CharField(
        _("état"), max_length=10, choices=EnrolmentState, default=EnrolmentState.ASKED
    )
    asked_at = models.DateTimeField(_("demandé le"), default=now)
    times_before = models.PositiveSmallIntegerField(_("formations suivies avant"), null=True)
    rank = models.PositiveIntegerField(_("rang"), null=True)
    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ("session", "rank", "asked_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["session", "account"], name="enrolment_once"),
            models.UniqueConstraint(fields=["session", "rank"], name="enrolment_rank_once"),
        ]

    def __str__(self) -> str:
        return self.name
