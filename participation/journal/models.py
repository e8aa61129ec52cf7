"""The journal: one line for each thing that happened, and whether it was heard."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now

# Who hears holds a lock that dies with it (`alone`): this is only how soon it is looked at.
CLAIM_LASTS = timedelta(seconds=10)


class LineQuerySet(models.QuerySet["Entry"]):
    """Which lines."""

    def about_consultation(self, consultation_id: int) -> "LineQuerySet":
        return self.filter(consultation_id=consultation_id)

    def waiting(self) -> "LineQuerySet":
        """Not yet heard, and not being heard by somebody who may still be alive."""
        unclaimed = models.Q(claimed_at=None) | models.Q(claimed_at__lt=now() - CLAIM_LASTS)
        return self.filter(unclaimed, heard_at=None, next_try_at__lte=now()).order_by("pk")


class Entry(models.Model):
    """What happened, told by ids; written in the transaction of the change itself."""

    event = models.CharField(_("événement"), max_length=80)
    at = models.DateTimeField(_("quand"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("qui"),
    )
    subject = models.CharField(_("objet"), max_length=80, db_index=True)
    consultation_id = models.BigIntegerField(_("démarche"), null=True, db_index=True)
    payload = models.JSONField(_("contenu"), default=dict)
    claimed_at = models.DateTimeField(null=True, editable=False)
    heard_at = models.DateTimeField(null=True, editable=False)
    next_try_at = models.DateTimeField(editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    error = models.TextField(blank=True, editable=False)
    is_sealed = models.BooleanField(default=False, db_default=False, editable=False)
    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("journal")
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="journal_waiting",
                condition=models.Q(heard_at=None),
            ),
            models.Index(
                fields=["id"],
                name="journal_unsealed",
                condition=models.Q(is_sealed=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"


class Chore(models.Model):
    """Something that is done by itself from time to time: when it began, ended, and with what.

    The row of `sweep` is the heartbeat of the background: a task writes it, so that a process
    that lives and does nothing is noticed.
    """

    name = models.CharField(_("nom"), max_length=120, unique=True)
    began_at = models.DateTimeField(_("commencée le"), null=True)
    ended_at = models.DateTimeField(_("finie le"), null=True)
    done = models.PositiveIntegerField(_("choses faites"), default=0)
    error = models.CharField(_("erreur"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tâche de fond")
        verbose_name_plural = _("tâches de fond")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """One line of the journal in the chain of its consultation: its hash holds the one before.

    The database refuses to change or remove a link, and what it covers of its line.
    """

    chain = models.BigIntegerField()  # the consultation; 0 for what concerns none
    position = models.PositiveBigIntegerField()
    entry_id = models.BigIntegerField(unique=True)  # no key: the removal of a line must be seen
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("maillon du journal")
        verbose_name_plural = _("maillons du journal")
        ordering = ("chain", "position")
        constraints = [models.UniqueConstraint(fields=["chain", "position"], name="link_in_order")]

    def __str__(self) -> str:
        return f"{self.chain}/{self.position}"


class ChainEnd(models.Model):
    """How long each chain is and its last hash, signed: what was cut off at the end is noticed."""

    chain = models.BigIntegerField(primary_key=True)
    length = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("fin de chaîne")
        verbose_name_plural = _("fins de chaînes")
        ordering = ("chain",)

    def __str__(self) -> str:
        return f"{self.chain}: {self.length}"
