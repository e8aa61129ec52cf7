"""A consultation: one rung, one promise, and what it takes to keep it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.ladder import Missing, Rung, missing_for_opening
from consultations.models.choices import ENDED_STATES, Anonymity, EasyRead, IdentityLevel, State
from consultations.querysets import ConsultationQuerySet
from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.base.codes import secret
from participation.territories.models import Territory


class Theme(models.Model):
    """A subject consultations and news are filed under."""

    name = models.CharField(_("nom"), max_length=60, unique=True)
    slug = models.SlugField(_("adresse courte"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Consultation(models.Model):
    """A participation process of a public body, standing on one rung; a rung is a promise."""

    public_body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="consultations", verbose_name=_("organisme public")
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="consultations", verbose_name=_("territoire")
    )
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("thème"),
    )
    slug = models.SlugField(_("adresse courte"), max_length=80, unique=True)
    state = models.CharField(
        _("état"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    rung = models.CharField(_("degré de participation"), max_length=20, choices=Rung)
    title = models.CharField(_("titre"), max_length=150)
    summary = models.TextField(_("de quoi s’agit-il ?"), blank=True)
    question = models.TextField(_("question posée"), blank=True)
    negotiable = models.TextField(_("ce qui peut changer"), blank=True)
    non_negotiable = models.TextField(_("ce qui ne changera pas"), blank=True)
    decision_maker = models.CharField(_("qui décide"), max_length=200, blank=True)
    alternatives = models.TextField(_("autres choix possibles"), blank=True)
    room_for_change = models.TextField(_("marges de manœuvre"), blank=True)
    shared_part = models.TextField(_("part de la décision partagée"), blank=True)
    signatories = models.CharField(_("qui signe"), max_length=300, blank=True)
    disagreement_rule = models.TextField(_("comment un désaccord est réglé"), blank=True)
    easy_read = models.TextField(_("version simplifiée"), blank=True)
    easy_read_status = models.CharField(
        _("état de la version simplifiée"), max_length=10, choices=EasyRead, default=EasyRead.NONE
    )

    zone = models.CharField(_("fuseau horaire"), max_length=40, default="Europe/Paris")
    opens_at = models.DateTimeField(_("ouverture"), null=True, blank=True)
    closes_at = models.DateTimeField(_("clôture"), null=True, blank=True)
    response_due_on = models.DateField(_("réponse promise le"), null=True, blank=True)
    decision_due_on = models.DateField(_("décision prévue le"), null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField(_("tolérance (minutes)"), default=15)

    contact_name = models.CharField(_("service à contacter"), max_length=150, blank=True)
    contact_email = models.EmailField(_("courriel de contact"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    identity_level = models.PositiveSmallIntegerField(
        _("qui peut participer"), choices=IdentityLevel, default=IdentityLevel.OPEN
    )
    anonymity = models.CharField(
        _("anonymat"), max_length=15, choices=Anonymity, default=Anonymity.CONFIDENTIAL
    )
    participant_secret = models.CharField(max_length=40, default=secret, editable=False, blank=True)

    search_text = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    announced_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    synthesis_at = models.DateTimeField(null=True, editable=False)
    responded_at = models.DateTimeField(null=True, editable=False)
    state_reason = models.TextField(_("motif"), blank=True, editable=False)
    resumes_as = models.CharField(max_length=20, blank=True, editable=False)
    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("démarche")
        verbose_name_plural = _("démarches")
        ordering = ("-opens_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="consultation_closes_after_opening",
                condition=Q(closes_at=None)
                | Q(opens_at=None)
                | Q(closes_at__gt=models.F("opens_at")),
            ),
            models.CheckConstraint(
                name="consultation_opened_with_dates",
                condition=~Q(state=State.OPEN) | Q(opens_at__isnull=False, closes_at__isnull=False),
            ),
            models.CheckConstraint(
                name="consultation_withdrawn_with_reason",
                condition=~Q(state__in=[State.WITHDRAWN, State.SUSPENDED]) | ~Q(state_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.slug])

    @property
    def ladder_rung(self) -> Rung:
        return Rung(self.rung)

    @property
    def tzinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def day_of(self, instant: datetime) -> date:
        """The day on which an instant falls, on its own calendar."""
        return instant.astimezone(self.tzinfo).date()

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it takes contributions now, grace not included (see `deadlines`)."""
        return self.is_open_at(now())

    def is_open_at(self, instant: datetime) -> bool:
        if self.state != State.OPEN or self.opens_at is None or self.closes_at is None:
            return False
        return self.opens_at <= instant < self.closes_at

    @property
    def last_arrival(self) -> datetime | None:
        """Until when a form opened before the closing is still received (exclusive)."""
        return self.closes_at and self.closes_at + timedelta(minutes=self.grace_minutes)

    @property
    def shown_state(self) -> State:
        """The state as people see it: past its closing, an open consultation is closed."""
        if self.state == State.OPEN and self.closes_at is not None and self.closes_at <= now():
            return State.CLOSED
        return State(self.state)

    @property
    def is_frozen(self) -> bool:
        """Whether its rules are a promise already."""
        return self.opened_at is not None

    @property
    def has_ended(self) -> bool:
        return self.shown_state in ENDED_STATES

    @property
    def last_day(self) -> date:
        """The last day on which one could contribute: closing is exclusive, in the local zone."""
        assert self.closes_at is not None
        return self.day_of(self.closes_at - timedelta(microseconds=1))

    @property
    def days_late(self) -> int:
        """By how many days the promised answer is or was late; 0 when in time. Never stored.

        Counted from the promised day (inclusive, local zone) to the publication, or to today.
        """
        if self.response_due_on is None or self.opened_at is None:
            return 0
        if self.state == State.WITHDRAWN:
            return 0
        answered_on = self.day_of(self.responded_at or now())
        return max(0, (answered_on - self.response_due_on).days)

    @property
    def is_answered(self) -> bool:
        return self.responded_at is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_answered and self.days_late > 0

    def missing(self) -> list[Missing]:
        return missing_for_opening(self)


# What the log names otherwise than a form: what is no field, and days that are changed.
WORDING = "wording"  # the spelling of a question
ACCESS_POINTS = "access_points"
GUARANTOR = "guarantor"
OF_STEP = "step."  # then the name of a step's field
_BESIDE_FIELDS = {
    WORDING: _("rédaction d’une question"),
    ACCESS_POINTS: _("moyens de participer hors ligne"),
    GUARANTOR: _("garant et ses délais"),
    "response_due_on": _("jour promis pour la réponse"),
    "decision_due_on": _("jour prévu pour la décision"),
    f"{OF_STEP}title": _("titre d’une étape"),
    f"{OF_STEP}intro": _("présentation d’une étape"),
    f"{OF_STEP}position": _("rang d’une étape"),
    f"{OF_STEP}opens_at": _("ouverture d’une étape"),
    f"{OF_STEP}closes_at": _("clôture d’une étape"),
}


def field_label(name: str) -> str:
    """Give the French name of what changed: a consultation's field, or something beside them."""
    if name in _BESIDE_FIELDS:
        return str(_BESIDE_FIELDS[name])
    return str(getattr(Consultation._meta.get_field(name), "verbose_name", name))


class AccessPoint(models.Model):
    """A way of taking part without the internet; at least one is due."""

    class Kind(models.TextChoices):
        PLACE = "place", _("Lieu")
        PHONE = "phone", _("Téléphone")
        POST = "post", _("Courrier")

    GIVEN = ("kind", "name", "details", "hours")  # what `set_access_points` takes of each

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="access_points")
    kind = models.CharField(_("moyen"), max_length=10, choices=Kind)
    name = models.CharField(_("nom"), max_length=150)
    details = models.TextField(_("adresse ou numéro"))
    hours = models.CharField(_("horaires"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("moyen de participer hors ligne")
        verbose_name_plural = _("moyens de participer hors ligne")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        """The telephone number to call, when it says one and nothing else."""
        number = "".join(sign for sign in self.details if sign.isdigit() or sign == "+")
        return number if self.kind == self.Kind.PHONE and 8 <= len(number) <= 15 else ""

    @property
    def given(self) -> dict[str, str]:
        """What makes the same again."""
        return {name: getattr(self, name) for name in self.GIVEN}
