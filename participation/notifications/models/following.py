"""Who follows what, with an account or without one."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.codes import secret
from participation.notifications.kinds import Rhythm
from participation.notifications.topics import Topic


class Subscriber(models.Model):
    """Somebody without account: an electronic address, or a postal one written down by an officer.

    An electronic address is told nothing until its owner has confirmed each thing it follows.
    """

    email = models.EmailField(_("courriel"), null=True, unique=True)
    name = models.CharField(_("nom"), max_length=120, blank=True)
    postal_address = models.TextField(_("adresse postale"), blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(_("ajouté le"), default=now, editable=False)

    class Meta:
        verbose_name = _("personne abonnée sans compte")
        verbose_name_plural = _("personnes abonnées sans compte")
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                name="subscriber_can_be_reached",
                condition=models.Q(email__isnull=False) | ~models.Q(postal_address=""),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email or ""

    @property
    def is_by_post(self) -> bool:
        return self.email is None


class FollowQuerySet(models.QuerySet["Follow"]):
    """Which follows."""

    def confirmed(self) -> "FollowQuerySet":
        return self.exclude(confirmed_at=None)

    def about(self, topics: list[Topic]) -> "FollowQuerySet":
        """Those of any of these things."""
        wanted = models.Q(pk__in=[])
        for topic in topics:
            wanted |= models.Q(topic=topic.name, topic_id=topic.id)
        return self.filter(wanted)

    def with_token(self, token: str, purpose: str) -> "FollowQuerySet":
        """The ones a signed link names, for the one purpose it was made for."""
        try:
            nonce = Signer(salt=f"participation.follow.{purpose}").unsign(token)
        except BadSignature:
            return self.none()
        return self.filter(nonce=nonce)


class Follow(models.Model):
    """One person follows one thing, at a rhythm of its own or at the one of its category."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="follows"
    )
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, null=True, related_name="follows")
    topic = models.CharField(_("sorte"), max_length=20)
    topic_id = models.BigIntegerField(_("objet"))
    rhythm = models.CharField(_("rythme"), max_length=10, choices=Rhythm, blank=True)
    # What was asked at the same time is confirmed at the same time.
    nonce = models.CharField(max_length=40, default=secret, editable=False, db_index=True)
    asked_at = models.DateTimeField(_("demandé le"), default=now)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True)
    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("abonnement")
        verbose_name_plural = _("abonnements")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["account", "topic", "topic_id"], name="follow_once_by_account"
            ),
            models.UniqueConstraint(
                fields=["subscriber", "topic", "topic_id"], name="follow_once_by_subscriber"
            ),
            models.CheckConstraint(
                name="follow_by_one",
                condition=models.Q(account__isnull=True) ^ models.Q(subscriber__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["topic", "topic_id"], name="follow_of_topic")]

    def __str__(self) -> str:
        return f"{self.topic} {self.topic_id}"

    def token(self, purpose: str) -> str:
        """Sign a link that serves one purpose, and no other."""
        return Signer(salt=f"participation.follow.{purpose}").sign(self.nonce)
