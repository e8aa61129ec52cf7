"""The envelope of whatever a resident gives, and what comes with it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.choices import Anonymity, Channel, Timeliness
from consultations.models.consultation import Consultation
from consultations.models.steps import Step
from consultations.querysets import ContributionQuerySet
from consultations.registry import Component
from participation.base.clock import now
from participation.councils.models import Council
from participation.territories.models import Territory


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
    council = models.ForeignKey(
        Council,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("au nom du conseil"),
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
    source_id = models.CharField(_("numéro d’origine"), max_length=80, blank=True)
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
        """The name others read beside it, according to what the consultation promised.

        What a council gives stands under the council's name, never under a member's.
        """
        if self.council is not None:
            return self.council.name
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
