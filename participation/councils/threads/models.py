"""Discussions, their messages, who is named in them, and how far each member has read."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.codes import digest
from participation.base.text import excerpt, folded
from participation.councils.models import Council
from participation.councils.threads.querysets import MessageQuerySet, ThreadQuerySet
from participation.live.models import LiveRoom, LiveRow

PER_PAGE = 50
MAY_REWRITE = timedelta(minutes=15)
BREATH = timedelta(minutes=2)  # between two messages of one person, where a discussion is slow


class Thread(LiveRoom):
    """One subject that the members of a council talk about."""

    live_kind = "thread"
    council = models.ForeignKey(Council, models.CASCADE, related_name="threads")
    title = models.CharField(_("sujet"), max_length=150)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("ouverte le"), default=now)
    is_pinned = models.BooleanField(_("épinglée"), default=False)
    is_slow = models.BooleanField(_("ralentie"), default=False)
    is_read_only = models.BooleanField(_("en lecture seule"), default=False)
    paused_until = models.DateTimeField(_("en pause jusqu’à"), null=True)
    closed_at = models.DateTimeField(_("fermée le"), null=True)
    archived_at = models.DateTimeField(_("archivée le"), null=True)
    last_written_at = models.DateTimeField(default=now, editable=False)
    key = models.UUIDField(editable=False)
    objects = ThreadQuerySet.as_manager()
    signed: str  # who wrote last; the queries of pages put these three there
    read_to: int
    unread: int

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        ordering = ("-is_pinned", "-last_written_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["council", "opened_by", "key"], name="thread_once")
        ]
        indexes = [
            models.Index(fields=["council", "-is_pinned", "-last_written_at"], name="thread_list")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("threads:thread", args=[self.council.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.archived_at is None

    @property
    def state(self) -> str:
        """Who may write now: everybody (`open`), who animates (`readonly`), nobody."""
        if self.archived_at:
            return "archived"
        if self.closed_at:
            return "closed"
        if self.paused_until and now() < self.paused_until:
            return "paused"
        return "readonly" if self.is_read_only else "open"

    @property
    def last_page(self) -> int:
        return page_of(max(self.last_number, 1))

    @property
    def first_unread(self) -> int:
        """Where this person's reading goes on."""
        return self.read_to + 1

    @property
    def first_unread_url(self) -> str:
        return self.url_of(self.first_unread)

    def url_of(self, number: int) -> str:
        """Give the address of one message: the page it stands on, and its place there."""
        return f"{self.get_absolute_url()}?page={page_of(number)}#m{number}"


def page_of(number: int) -> int:
    """Give the page on which the message of this number stands; no message is ever removed."""
    return (number - 1) // PER_PAGE + 1


def author_mark(thread_id: int, account_id: int | None) -> str:
    """Give the mark that all messages of one author carry in one discussion."""
    return digest(f"{thread_id}:{account_id}", purpose="thread-author")[:12]


class Message(LiveRow):
    """What one member wrote. Its place stays when it is withdrawn or hidden; its words do not.

    `reply_to` is never itself a reply. `erratum_of` is the message that this one corrects.
    `search_text` holds what may be found: nothing of what is no longer shown.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("texte"), blank=True)
    search_text = models.TextField(blank=True, editable=False)
    written_at = models.DateTimeField(_("écrit le"), default=now)
    edited_at = models.DateTimeField(_("modifié le"), null=True)
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replies")
    erratum_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="errata")
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)
    hidden_at = models.DateTimeField(_("masqué le"), null=True)
    hidden_reason = models.CharField(_("raison"), max_length=300, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    pinned_at = models.DateTimeField(_("épinglé le"), null=True)
    key = models.UUIDField(editable=False)
    objects = MessageQuerySet.as_manager()
    signed: str  # the name the council knows; the queries of pages put it there
    corrections: list["Message"]  # those that correct it; likewise
    is_first_unread = False  # for the person who reads
    is_mine: bool | None  # None where it is shown to several people alike

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("thread", "number")
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["thread", "author", "key"], name="message_once"),
            models.CheckConstraint(
                name="message_withdrawn_has_no_words",
                condition=models.Q(withdrawn_at=None) | models.Q(text=""),
            ),
        ]
        indexes = [models.Index(fields=["thread", "changed"], name="message_changed")]

    def __str__(self) -> str:
        return f"#{self.number}"

    def get_absolute_url(self) -> str:
        return self.thread.url_of(self.number)

    @property
    def is_shown(self) -> bool:
        return self.withdrawn_at is None and self.hidden_at is None

    @property
    def by(self) -> str:
        """Tell one author from another within this discussion, without saying who they are."""
        return author_mark(self.thread_id, self.author_id)

    @property
    def may_be_rewritten(self) -> bool:
        """Whether its author may still change it in place; afterwards a correction is added."""
        return self.is_shown and now() < self.written_at + MAY_REWRITE

    @property
    def excerpt(self) -> str:
        if self.withdrawn_at:
            return gettext("Message retiré.")
        return gettext("Message masqué.") if self.hidden_at else excerpt(self.text, 200)

    def fill_search_text(self) -> None:
        title = self.thread.title if self.number == 1 else ""
        self.search_text = folded(f"{title} {self.text if self.is_shown else ''}")


class MessageVersion(models.Model):
    """What a message said before its author changed it."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="versions")
    text = models.TextField(_("texte"))
    written_at = models.DateTimeField(_("écrit le"))

    class Meta:
        verbose_name = _("ancienne version")
        verbose_name_plural = _("anciennes versions")
        ordering = ("message", "written_at", "pk")


class Mention(models.Model):
    """A member named in a message, by the name they had then."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="mentions")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("nom"), max_length=80)
    at = models.DateTimeField(_("le"), default=now)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ("-at", "-pk")
        constraints = [models.UniqueConstraint(fields=["message", "account"], name="mention_once")]


class ReadMark(models.Model):
    """The last message of a discussion that a member said they have read; it only goes forward."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="marks")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("lu jusqu’au message"))

    class Meta:
        verbose_name = _("repère de lecture")
        verbose_name_plural = _("repères de lecture")
        ordering = ("thread", "account")
        constraints = [models.UniqueConstraint(fields=["thread", "account"], name="read_mark_once")]


class Report(models.Model):
    """A member asks those who animate to look at a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="reports")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = models.CharField(_("raison"), max_length=300)
    at = models.DateTimeField(_("le"), default=now)
    settled_at = models.DateTimeField(_("traité le"), null=True)

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["message", "account"], name="thread_report_once")
        ]


class Appeal(models.Model):
    """An author disagrees that a message is hidden; somebody else than who hid it decides.

    `hidden_at` is the hiding it speaks of: one appeal for each.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="appeals")
    hidden_at = models.DateTimeField(editable=False)
    text = models.CharField(_("pourquoi"), max_length=500)
    at = models.DateTimeField(_("le"), default=now)
    decided_at = models.DateTimeField(_("décidé le"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    is_granted = models.BooleanField(_("accepté"), default=False)
    answer = models.CharField(_("réponse"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("recours")
        verbose_name_plural = _("recours")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["message", "hidden_at"], name="thread_appeal_once")
        ]


class Measure(models.Model):
    """What who animates says to one member: a reminder, or a time without writing there."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="measures")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = models.CharField(_("raison"), max_length=300)
    at = models.DateTimeField(_("le"), default=now)
    until = models.DateTimeField(_("sans écrire jusqu’à"), null=True)  # none: a reminder
    seen_at = models.DateTimeField(_("lu le"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("mesure")
        verbose_name_plural = _("mesures")
        ordering = ("at", "pk")
        indexes = [models.Index(fields=["account", "thread"], name="thread_measures")]

    @property
    def is_running(self) -> bool:
        """Whether it keeps the person from writing now."""
        return self.until is not None and now() < self.until
