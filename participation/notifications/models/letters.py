"""Letters: one row for each event, recipient and channel, and what became of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.journal.models import Entry
from participation.notifications.models.following import Subscriber

# Who sends holds a lock that dies with it (`alone`): this is only how soon it is looked at.
STUCK_AFTER = timedelta(seconds=10)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Which letters."""

    def due(self) -> "LetterQuerySet":
        """To send now: never tried, to be tried again, or stuck in the middle of a sending."""
        waiting = models.Q(state=Letter.State.WAITING, next_try_at__lte=now())
        stuck = models.Q(state=Letter.State.SENDING, claimed_at__lt=now() - STUCK_AFTER)
        return self.filter(waiting | stuck).order_by("pk")


class Letter(models.Model):
    """One message to one person by one channel; unique, so that nothing is told twice.

    A letter about something private names its guard, who is asked again when it leaves. One that
    carries notices has no words yet: they are written when it leaves. `window` is the hour of a
    summary: a person has at most one for each.
    """

    class State(models.TextChoices):
        GATHERING = "gathering", _("en préparation")  # seen by the one transaction that writes it
        HELD = "held", _("dans le prochain résumé")
        DECLINED = "declined", _("non voulue")
        WAITING = "waiting", _("à envoyer")
        SENDING = "sending", _("en cours d’envoi")
        SENT = "sent", _("envoyée")
        FAILED = "failed", _("abandonnée")
        WITHHELD = "withheld", _("retenue")

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="letters")
    recipient = models.EmailField(_("destinataire"), max_length=254)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, editable=False, related_name="letters"
    )
    subscriber = models.ForeignKey(
        Subscriber, models.CASCADE, null=True, editable=False, related_name="letters"
    )
    window = models.CharField(_("résumé de"), max_length=60, blank=True, editable=False)
    channel = models.CharField(_("canal"), max_length=10, default="email")
    kind = models.CharField(_("sorte"), max_length=60)
    subject = models.CharField(_("objet"), max_length=200)
    text = models.TextField(_("texte"), blank=True)
    html = models.TextField(_("page"), blank=True)
    unsubscribe_url = models.CharField(_("pour ne plus en recevoir"), max_length=300, blank=True)
    calendar = models.TextField(_("agenda joint"), blank=True)
    guard = models.CharField(max_length=30, blank=True, editable=False)
    guarded_id = models.BigIntegerField(null=True, editable=False)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("écrite le"), default=now)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("envoyée le"), null=True, editable=False)
    next_try_at = models.DateTimeField(default=now, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    error = models.CharField(_("erreur"), max_length=300, blank=True, editable=False)
    # The process that sent it died before it could say so: the recipient may have it twice.
    is_perhaps_twice = models.BooleanField(_("peut-être en double"), default=False, editable=False)
    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("lettre")
        verbose_name_plural = _("lettres")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kind", "recipient", "channel", "window"], name="letter_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="letter_waiting",
                condition=models.Q(state__in=["waiting", "sending"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def message_id(self) -> str:
        """The same at each try, so that a mail reader shows a repeated sending once."""
        return f"<letter-{self.pk}@participation.invalid>"
