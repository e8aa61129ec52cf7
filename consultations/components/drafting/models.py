"""A text in articles, its versions, the amendments to it, and what each party says and signs."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution, Step
from participation.base.clock import now
from participation.base.text import excerpt
from participation.councils.models import Council


class Party(models.TextChoices):
    """The two who decide together."""

    BODY = "body", _("L’organisme public")
    COUNCIL = "council", _("Le conseil")


class Stance(models.TextChoices):
    FOR = "for", _("Pour")
    IN_PART = "in_part", _("Pour en partie")
    AGAINST = "against", _("Contre")


class SharedText(models.Model):
    """The text of one step. `latest` is the number of its latest version, 0 before the first."""

    step = models.OneToOneField(Step, models.CASCADE, related_name="shared_text")
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, verbose_name=_("conseil qui décide aussi")
    )
    latest = models.PositiveIntegerField(_("dernière version"), default=0)
    adopted_at = models.DateTimeField(_("adopté le"), null=True)

    class Meta:
        verbose_name = _("texte commun")
        verbose_name_plural = _("textes communs")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None

    def name_of(self, party: str) -> str:
        """Give the name of a party as pages show it."""
        if party == Party.BODY:
            return str(self.step.consultation.public_body.name)
        return self.council.name if self.council else str(Party.COUNCIL.label)


class Version(models.Model):
    """The whole text at one moment, and in whose name it was written."""

    shared_text = models.ForeignKey(SharedText, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("numéro"))
    party = models.CharField(_("écrite par"), max_length=10, choices=Party)
    note = models.CharField(_("ce qui change"), max_length=300, blank=True)
    written_at = models.DateTimeField(_("écrite le"))

    class Meta:
        verbose_name = _("version")
        ordering = ("shared_text", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["shared_text", "number"], name="drafting_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def written_by(self) -> str:
        return self.shared_text.name_of(self.party)


class Article(models.Model):
    """One article through all versions. `revision` grows each time its words change."""

    shared_text = models.ForeignKey(SharedText, models.CASCADE, related_name="articles")
    number = models.PositiveIntegerField(_("numéro"))
    revision = models.PositiveIntegerField(default=1)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    held_party = models.CharField(max_length=10, choices=Party, blank=True)
    held_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("article")
        ordering = ("shared_text", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["shared_text", "number"], name="drafting_article_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def is_held(self) -> bool:
        return self.held_until is not None and now() < self.held_until

    def is_held_by(self, person: Any) -> bool:
        return self.is_held and self.held_by_id == person.pk


class Wording(models.Model):
    """What one article says in one version."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="wordings")
    article = models.ForeignKey(Article, models.CASCADE, related_name="wordings")
    title = models.CharField(_("titre"), max_length=200, blank=True)
    body = models.TextField(_("texte"))

    class Meta:
        verbose_name = _("rédaction")
        ordering = ("version", "article__number")
        constraints = [
            models.UniqueConstraint(fields=["version", "article"], name="drafting_wording_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Which amendments."""

    def of(self, step: Step) -> "AmendmentQuerySet":
        return self.filter(contribution__step=step)

    def published(self) -> "AmendmentQuerySet":
        """Those anyone may read, in a consultation that is not a draft."""
        return self.filter(contribution__state=Contribution.State.PUBLISHED).exclude(
            contribution__consultation__state="draft"
        )

    def visible_to(self, person: Any) -> "AmendmentQuerySet":
        """Those whose words the person may read; the envelope decides."""
        return self.filter(contribution__in=Contribution.objects.visible_to(person))

    def with_envelope(self) -> "AmendmentQuerySet":
        return self.select_related(
            "contribution__author",
            "contribution__council",
            "contribution__consultation",
            "wording__version",
            "wording__article",
            "taken_in",
        ).prefetch_related("positions")


class Amendment(models.Model):
    """Other words for one wording of an article, and why."""

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="amendment")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="amendments")
    body = models.TextField(_("texte proposé"), blank=True)
    reason = models.TextField(_("raison"), blank=True)
    support_count = models.PositiveIntegerField(_("soutiens"), default=0)
    taken_in = models.ForeignKey(
        Version, models.SET_NULL, null=True, related_name="amendments", verbose_name=_("repris")
    )
    is_erased = models.BooleanField(default=False)
    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendement")
        ordering = ("wording__article", "-support_count", "pk")
        constraints = [
            models.CheckConstraint(
                name="drafting_erased_has_no_words",
                condition=Q(is_erased=False) | Q(body="", reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def code(self) -> str:
        return str(self.contribution.tracking_code)

    @property
    def excerpt(self) -> str:
        return excerpt(self.body, 280)

    @property
    def is_shown(self) -> bool:
        return self.contribution.state == Contribution.State.PUBLISHED and not self.is_erased

    @property
    def is_disputed(self) -> bool:
        """Whether one party is for it, wholly or in part, and the other against."""
        stances = {position.stance for position in self.positions.all()}
        return Stance.AGAINST in stances and len(stances) > 1


class Support(models.Model):
    """Somebody supports an amendment; `voter` tells nobody who."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="supports")
    voter = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("soutien")
        ordering = ("amendment", "pk")
        constraints = [
            models.UniqueConstraint(fields=["amendment", "voter"], name="drafting_support_once")
        ]


class Position(models.Model):
    """What one party says of an amendment, and why."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="positions")
    party = models.CharField(_("partie"), max_length=10, choices=Party)
    stance = models.CharField(_("position"), max_length=10, choices=Stance)
    reason = models.TextField(_("raison"))
    taken_at = models.DateTimeField(_("donnée le"))

    class Meta:
        verbose_name = _("position")
        ordering = ("amendment", "party")
        constraints = [
            models.UniqueConstraint(fields=["amendment", "party"], name="drafting_position_once")
        ]


class Signature(models.Model):
    """One party adopts one version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    party = models.CharField(_("partie"), max_length=10, choices=Party)
    signed_at = models.DateTimeField(_("signée le"))

    class Meta:
        verbose_name = _("signature")
        ordering = ("version", "party")
        constraints = [
            models.UniqueConstraint(fields=["version", "party"], name="drafting_signature_once")
        ]
