"""What was understood of many texts: themes, who is in which, and the places that are quoted.

No word of a resident is copied here: a verbatim is a place in a contribution's text, read anew
each time. What is withdrawn, hidden or erased is therefore gone from every page at once.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation, Contribution
from participation.base.clock import now

SHOWN = ["received", "published"]


class Summary(models.Model):
    """One computation of the themes of a consultation, and what people then made of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("En attente")
        RUNNING = "running", _("En cours")
        DONE = "done", _("Terminé")
        FAILED = "failed", _("Échec")
        CANCELLED = "cancelled", _("Arrêté")

    class Stage(models.TextChoices):
        READING = "reading", _("Lecture des contributions")
        WORDS = "words", _("Lecture des mots")
        THEMES = "themes", _("Recherche des thèmes")
        NAMES = "names", _("Noms des thèmes")
        ALIKE = "alike", _("Recherche des textes semblables")
        VERBATIMS = "verbatims", _("Choix des extraits")
        WRITING = "writing", _("Enregistrement")

    UNDER_WAY = (State.WAITING, State.RUNNING)

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="summaries")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.READING)
    percent = models.PositiveSmallIntegerField(default=0)
    wants_ai = models.BooleanField(_("fait aussi rédiger par une IA"), default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=now)
    beat_at = models.DateTimeField(default=now)  # the last sign of life of the work
    finished_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    parameters = models.JSONField(default=dict)
    memory = models.JSONField(default=dict)  # what places one more contribution
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    signed_name = models.CharField(_("qui valide"), max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("thèmes de ce qui est dit")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["consultation"],
                name="summary_one_under_way",
                condition=Q(state__in=["waiting", "running"]),
            ),
            models.CheckConstraint(
                name="summary_signed_with_name",
                condition=Q(signed_at=None) | (Q(state="done") & ~Q(signed_name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class Topic(models.Model):
    """A theme that contributions are about: found by the machine, kept or changed by a person.

    `key` stays from one computation to the next while it is the same theme.
    """

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="topics")
    key = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("mots trouvés"), max_length=200, blank=True)
    name = models.CharField(_("nom donné"), max_length=120, blank=True)
    is_other = models.BooleanField(default=False)
    is_gone = models.BooleanField(default=False)  # merged into another; an undo brings it back
    weights = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("thème")
        ordering = ("is_other", "rank", "pk")
        constraints = [
            models.UniqueConstraint(fields=["summary", "key"], name="topic_key_once"),
            models.UniqueConstraint(
                fields=["summary"], name="topic_one_for_others", condition=Q(is_other=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name that a person gave, or the words that the machine found."""
        if self.is_other and not self.name:
            return str(_("Autres sujets"))
        return self.name or self.label[:1].upper() + self.label[1:]


class CodingQuerySet(models.QuerySet["Coding"]):
    """Which contributions in their themes."""

    def shown(self) -> "CodingQuerySet":
        """Those whose contribution still stands, at this very moment."""
        return self.filter(contribution__state__in=SHOWN)


class Coding(models.Model):
    """One contribution in one theme, or set aside with the reason why."""

    class Aside(models.TextChoices):
        NO_TEXT = "no_text", _("sans texte")
        NO_SUBJECT = "no_subject", _("sans mot qui dise un sujet")
        UNREADABLE = "unreadable", _("illisible ou hors du champ, écarté à la lecture")

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="codings")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="codings")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="codings")
    aside = models.CharField(max_length=12, choices=Aside, blank=True)
    stance = models.CharField(max_length=10, blank=True)
    alike = models.PositiveBigIntegerField(null=True)  # contribution that says nearly the same
    came_later = models.BooleanField(default=False)
    coded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True)
    objects = CodingQuerySet.as_manager()

    class Meta:
        verbose_name = _("codage")
        ordering = ("pk",)
        indexes = [models.Index(fields=["summary", "topic"], name="coding_of_topic")]
        constraints = [
            models.UniqueConstraint(fields=["summary", "contribution"], name="coding_once"),
            models.CheckConstraint(
                name="coding_topic_or_reason",
                condition=Q(topic__isnull=False, aside="") | (Q(topic=None) & ~Q(aside="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Verbatim(models.Model):
    """A place in a contribution's text; `digest` tells whether the words there are still those."""

    coding = models.ForeignKey(Coding, models.CASCADE, related_name="verbatims")
    rank = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("rank", "pk")
        constraints = [
            models.UniqueConstraint(fields=["coding", "start", "end"], name="verbatim_once"),
            models.CheckConstraint(
                name="verbatim_has_length", condition=Q(end__gt=models.F("start"))
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SecondReading(models.Model):
    """A contribution drawn for a second reader, and the theme that reader gave it, unseen."""

    coding = models.OneToOneField(Coding, models.CASCADE, related_name="second_reading")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="+")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"


class Change(models.Model):
    """One act on the themes, with what stood before it, so that it can be undone."""

    class Kind(models.TextChoices):
        RENAMED = "renamed", _("Thème renommé")
        MERGED = "merged", _("Thèmes réunis")
        SPLIT = "split", _("Thème séparé")
        MOVED = "moved", _("Contributions déplacées")
        READ = "read", _("Contributions marquées comme lues")

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"


class Drafting(models.Model):
    """What an outside text service wrote of a theme: taken or refused, and why, for the record."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="draftings")
    at = models.DateTimeField(default=now)
    milliseconds = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    source_ids = models.JSONField(default=list)
    refusal = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="drafting_taken_or_refused", condition=~Q(text="") | ~Q(refusal="")
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
