"""Notices: what one person is told of one event, in the inbox and by the letters they want."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.journal.models import Entry
from participation.notifications.kinds import NoticeKind, kind_of
from participation.notifications.models.following import Subscriber
from participation.notifications.models.letters import Letter


class PrintBatch(models.Model):
    """Letters printed together for people who have no electronic address."""

    public_body = models.ForeignKey(PublicBody, models.PROTECT, related_name="print_batches")
    made_at = models.DateTimeField(_("préparé le"), default=now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lot de lettres")
        verbose_name_plural = _("lots de lettres")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.public_body} {self.made_at:%Y-%m-%d}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Which notices."""

    def visible_to(self, person: object) -> "NoticeQuerySet":
        """A person's own, and nobody else's."""
        pk = getattr(person, "pk", None)
        return self.filter(account=pk) if pk else self.none()

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def due(self) -> "NoticeQuerySet":
        """Those whose hour has come, and that no letter carries yet."""
        return self.filter(letter=None, leaves_at__lte=now())

    def for_post(self) -> "NoticeQuerySet":
        """Those that wait for a stamp."""
        return self.filter(subscriber__email=None, subscriber__isnull=False, batch=None)


class Notice(models.Model):
    """What one person is told of one event; unique, so that nothing is told twice.

    `title` and `summary` hold only what anybody may read: what is private stands on the page that
    `path` leads to. A notice about something private names its guard, asked when it leaves.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="notices")
    kind = models.CharField(_("sorte"), max_length=60)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="notices"
    )
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, null=True, related_name="notices")
    title = models.CharField(_("quoi"), max_length=200)
    summary = models.CharField(_("en deux phrases"), max_length=500, blank=True)
    path = models.CharField(_("adresse"), max_length=300, blank=True)
    topic = models.CharField(_("suivi de"), max_length=20, blank=True)
    topic_id = models.BigIntegerField(null=True, editable=False)
    guard = models.CharField(max_length=30, blank=True, editable=False)
    guarded_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(_("le"), default=now, db_index=True)
    read_at = models.DateTimeField(_("lu le"), null=True)
    leaves_at = models.DateTimeField(_("part le"), null=True)  # none: in the inbox alone
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="notices")
    batch = models.ForeignKey(PrintBatch, models.SET_NULL, null=True, related_name="notices")
    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("avis")
        verbose_name_plural = _("avis")
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kind", "account"], name="notice_once_to_account"
            ),
            models.UniqueConstraint(
                fields=["entry", "kind", "subscriber"], name="notice_once_to_subscriber"
            ),
            models.CheckConstraint(
                name="notice_to_one",
                condition=models.Q(account__isnull=True) ^ models.Q(subscriber__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["leaves_at"],
                name="notice_waiting",
                condition=models.Q(letter=None, leaves_at__isnull=False),
            ),
            models.Index(fields=["account", "-at"], name="notice_inbox"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def of_kind(self) -> NoticeKind:
        return kind_of(self.kind)
