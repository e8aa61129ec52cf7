"""The tables of the heart: a consultation, its steps, and the envelope of each contribution."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.ladder import Missing, Rung, missing_for_opening
from consultations.querysets import ConsultationQuerySet, ContributionQuerySet
from consultations.registry import Component, components
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


class State(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    ANNOUNCED = "announced", _("Annoncée")
    OPEN = "open", _("Ouverte")
    CLOSED = "closed", _("Close, réponse attendue")
    SYNTHESIS_PUBLISHED = "synthesis_published", _("Synthèse publiée")
    RESPONDED = "responded", _("Réponse publiée")
    FOLLOW_UP = "follow_up", _("Suivi des engagements")
    ARCHIVED = "archived", _("Archivée")
    SUSPENDED = "suspended", _("Suspendue")
    WITHDRAWN = "withdrawn", _("Retirée")


PUBLIC_STATES = [state for state in State if state != State.DRAFT]
ENDED_STATES = [
    State.CLOSED,
    State.SYNTHESIS_PUBLISHED,
    State.RESPONDED,
    State.FOLLOW_UP,
    State.ARCHIVED,
]


class IdentityLevel(models.IntegerChoices):
    OPEN = 0, _("Ouverte à tous, sans vérification")
    EMAIL_CODE = 1, _("Un code reçu par courriel : une personne, une contribution")


class Anonymity(models.TextChoices):
    PSEUDONYM = "pseudonym", _("Publique : le pseudonyme s'affiche si la contribution est publiée")
    CONFIDENTIAL = "confidential", _("Confidentielle : aucun nom ne s'affiche")
    ANONYMOUS = "anonymous", _("Anonyme : rien ne relie la contribution à une personne")


class EasyRead(models.TextChoices):
    NONE = "none", _("Aucune")
    DRAFT = "draft", _("Version simplifiée, pas encore relue")
    REVIEWED = "reviewed", _("Relue par des personnes concernées")


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
    summary = models.TextField(_("de quoi s'agit-il ?"), blank=True)
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
        return (self.closes_at - timedelta(microseconds=1)).astimezone(self.tzinfo).date()

    @property
    def days_late(self) -> int:
        """By how many days the promised answer is or was late; 0 when in time. Never stored.

        Counted from the promised day (inclusive, local zone) to the publication, or to today.
        """
        if self.response_due_on is None or self.opened_at is None:
            return 0
        if self.state == State.WITHDRAWN:
            return 0
        answered = self.responded_at or now()
        return max(0, (answered.astimezone(self.tzinfo).date() - self.response_due_on).days)

    @property
    def is_answered(self) -> bool:
        return self.responded_at is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_answered and self.days_late > 0

    def missing(self) -> list[Missing]:
        return missing_for_opening(self)


def field_label(name: str) -> str:
    """Give the French name of one of a consultation's fields."""
    return str(getattr(Consultation._meta.get_field(name), "verbose_name", name))


class AccessPoint(models.Model):
    """A way of taking part without the internet; at least one is due."""

    class Kind(models.TextChoices):
        PLACE = "place", _("Lieu")
        PHONE = "phone", _("Téléphone")
        POST = "post", _("Courrier")

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


class Step(models.Model):
    """One component on the timeline of a consultation, with its own dates."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="steps")
    kind = models.CharField(_("sorte"), max_length=30)
    title = models.CharField(_("titre"), max_length=150)
    intro = models.TextField(_("présentation"), blank=True)
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    opens_at = models.DateTimeField(_("ouverture"), null=True, blank=True)
    closes_at = models.DateTimeField(_("clôture"), null=True, blank=True)
    results_published_at = models.DateTimeField(
        _("résultats publiés le"), null=True, editable=False
    )

    class Meta:
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                name="step_closes_after_opening",
                condition=Q(closes_at=None)
                | Q(opens_at=None)
                | Q(closes_at__gt=models.F("opens_at")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def component(self) -> Component:
        return components()[self.kind]

    def get_absolute_url(self) -> str:
        return self.component.url(self)

    @property
    def starts_at(self) -> datetime | None:
        return self.opens_at or self.consultation.opens_at

    @property
    def ends_at(self) -> datetime | None:
        """Its own closing, never later than the consultation's."""
        ends = [end for end in (self.closes_at, self.consultation.closes_at) if end]
        return min(ends) if ends else None

    def is_open_at(self, instant: datetime) -> bool:
        starts, ends = self.starts_at, self.ends_at
        if self.consultation.state != State.OPEN or starts is None or ends is None:
            return False
        return starts <= instant < ends

    @property
    def is_open(self) -> bool:
        return self.is_open_at(now())

    @property
    def has_ended(self) -> bool:
        ends = self.ends_at
        return self.consultation.has_ended or (ends is not None and ends <= now())


class Channel(models.TextChoices):
    ONLINE = "online", _("En ligne")
    PAPER = "paper", _("Papier")
    PHONE = "phone", _("Téléphone")
    IN_PERSON = "in_person", _("Sur place")
    POST = "post", _("Courrier")
    HELPER = "helper", _("Avec un aidant")
    IMPORTED = "imported", _("Repris d'une autre plateforme")


class Timeliness(models.TextChoices):
    IN_TIME = "in_time", _("Dans les délais")
    IN_GRACE = "in_grace", _("Dans le délai de tolérance")


class ImportBatch(models.Model):
    """One file of contributions taken in as a whole; the same file is never taken twice."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="batches")
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField(default=now)
    row_count = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["consultation", "sha256"], name="import_batch_once")
        ]

    def __str__(self) -> str:
        return self.name


class Contribution(models.Model):
    """The envelope of whatever a resident gives; the component's own row points to it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Brouillon")
        RECEIVED = "received", _("Reçue")
        PUBLISHED = "published", _("Publiée")
        HELD = "held", _("Mise en attente")
        HIDDEN = "hidden", _("Masquée")
        WITHDRAWN = "withdrawn", _("Retirée par son auteur")

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="contributions")
    step = models.ForeignKey(Step, models.PROTECT, related_name="contributions")
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="contributions"
    )
    channel = models.CharField(_("canal"), max_length=10, choices=Channel, default=Channel.ONLINE)
    assisted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="assisted_contributions"
    )
    is_anonymous = models.BooleanField(default=False)
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=10, default="fr")

    created_at = models.DateTimeField(_("commencée le"), default=now)
    updated_at = models.DateTimeField(_("modifiée le"), default=now)
    received_at = models.DateTimeField(_("reçue le"), null=True)
    timeliness = models.CharField(max_length=10, choices=Timeliness, default=Timeliness.IN_TIME)
    revision = models.PositiveIntegerField(default=0)  # grows at each save: two devices notice

    tracking_code = models.CharField(_("code de suivi"), max_length=8, null=True, unique=True)
    draft_digest = models.CharField(max_length=64, null=True)
    idempotency_key = models.UUIDField(null=True, unique=True)
    participant_key = models.CharField(max_length=64, null=True)
    salt = models.CharField(max_length=32, blank=True)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True)

    hidden_article = models.CharField(_("article de la charte"), max_length=60, blank=True)
    hidden_reason = models.TextField(_("motif"), blank=True)
    state_before = models.CharField(max_length=10, blank=True, editable=False)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="contributions")
    source_id = models.CharField(_("numéro d'origine"), max_length=80, blank=True)
    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ("-received_at", "-pk")
        indexes = [
            models.Index(fields=["step", "state", "channel"], name="contribution_counts"),
            models.Index(fields=["consultation", "state"], name="contribution_in_consultation"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "participant_key"],
                name="contribution_once_per_person",
                condition=~Q(state__in=["draft", "withdrawn"]) & Q(participant_key__isnull=False),
            ),
            models.UniqueConstraint(fields=["step", "draft_digest"], name="contribution_one_draft"),
            models.UniqueConstraint(
                fields=["step", "author"],
                name="contribution_one_draft_per_author",
                condition=Q(state="draft", author__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["batch", "source_id"], name="contribution_imported_once"
            ),
            models.CheckConstraint(
                name="contribution_anonymous_has_no_author",
                condition=Q(is_anonymous=False) | Q(author=None, assisted_by=None),
            ),
            models.CheckConstraint(
                name="contribution_received_has_receipt",
                condition=Q(state="draft")
                | Q(tracking_code__isnull=False, received_at__isnull=False),
            ),
            models.CheckConstraint(
                name="contribution_hidden_with_reason",
                condition=~Q(state__in=["hidden", "held"])
                | (~Q(hidden_article="") & ~Q(hidden_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.tracking_code or f"#{self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_counted(self) -> bool:
        return self.state in COUNTED_STATES

    @property
    def is_hidden(self) -> bool:
        return self.state in (self.State.HIDDEN, self.State.HELD)

    @property
    def component(self) -> Component:
        return self.step.component

    @property
    def public_name(self) -> str:
        """The name others read beside it, according to what the consultation promised."""
        if self.consultation.anonymity != Anonymity.PSEUDONYM or self.author is None:
            return str(_("Un habitant"))
        return self.author.public_name


COUNTED_STATES = [
    Contribution.State.RECEIVED,
    Contribution.State.PUBLISHED,
    Contribution.State.HELD,
    Contribution.State.HIDDEN,
]


class OutcomeContact(models.Model):
    """Somebody who asked to be told what became of their contribution.

    In an anonymous consultation nothing points from here to a contribution.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="contacts")
    contribution = models.ForeignKey(
        Contribution, models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    email = models.EmailField(_("courriel"), max_length=254)
    created_on = models.DateField(default=date.today)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["consultation", "email"], name="outcome_contact_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class EmailCheck(models.Model):
    """A code sent to an address, asked for by one browser; neither is kept in clear.

    Nothing points from here to a contribution, so that an anonymous one stays so.
    """

    MOST_TRIES = 5
    LASTS = timedelta(minutes=15)

    step = models.ForeignKey(Step, models.CASCADE, related_name="email_checks")
    email_digest = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["sent_at"], name="email_check_age")]
        constraints = [
            models.CheckConstraint(name="email_check_tries", condition=Q(tries__lte=5)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class RuleChange(models.Model):
    """A change made after the announcement: what, from what, to what, and why. Public for ever."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=now)
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(_("motif"))

    class Meta:
        verbose_name = _("changement")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(name="rule_change_has_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.at:%Y-%m-%d}"

    @property
    def field_label(self) -> str:
        return field_label(self.field)


class Ledger(models.Model):
    """The published list of receipts: what was counted at closing, and the root of it all."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="ledger")
    published_at = models.DateTimeField(default=now)
    root = models.CharField(_("racine"), max_length=64)
    leaf_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("registre des reçus")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.root


class LedgerLeaf(models.Model):
    """One counted contribution: its public hash, and the code that names it in a check."""

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="leaves")
    tracking_code = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("sha256",)
        constraints = [
            models.UniqueConstraint(fields=["ledger", "tracking_code"], name="ledger_leaf_once")
        ]

    def __str__(self) -> str:
        return self.sha256
