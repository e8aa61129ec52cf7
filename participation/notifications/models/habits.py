"""How each person wants to be told, and whether their mailbox still answers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.notifications.kinds import Category, Rhythm


class Preference(models.Model):
    """The rhythm one person chose for one category."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences"
    )
    category = models.CharField(_("sujet"), max_length=15, choices=Category)
    rhythm = models.CharField(_("rythme"), max_length=10, choices=Rhythm)

    class Meta:
        verbose_name = _("préférence")
        verbose_name_plural = _("préférences")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["account", "category"], name="preference_once"),
            models.CheckConstraint(
                name="preference_never_of_essential",
                condition=~models.Q(category=Category.ESSENTIAL),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.rhythm}"


class Habits(models.Model):
    """Where somebody lives by the clock, and the number of a telephone that takes messages."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="habits", primary_key=True
    )
    zone = models.CharField(_("fuseau horaire"), max_length=40, blank=True)
    phone = models.CharField(_("téléphone mobile"), max_length=20, blank=True)
    phone_code = models.CharField(max_length=64, blank=True, editable=False)
    phone_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    phone_asked_at = models.DateTimeField(null=True, editable=False)
    phone_confirmed_at = models.DateTimeField(_("confirmé le"), null=True, editable=False)

    class Meta:
        verbose_name = _("habitudes")
        verbose_name_plural = _("habitudes")

    def __str__(self) -> str:
        return self.zone


class Mailbox(models.Model):
    """An address that refused letters for good; after three refusals, it gets no more."""

    MOST_FAILURES = 3

    email = models.EmailField(_("courriel"), unique=True)
    hard_failures = models.PositiveSmallIntegerField(_("refus définitifs"), default=0)
    last_error = models.CharField(_("dernier refus"), max_length=300, blank=True)
    last_at = models.DateTimeField(_("le"), null=True)
    disabled_at = models.DateTimeField(_("suspendue le"), null=True)

    class Meta:
        verbose_name = _("adresse qui refuse")
        verbose_name_plural = _("adresses qui refusent")
        ordering = ("-last_at", "-pk")

    def __str__(self) -> str:
        return self.email
