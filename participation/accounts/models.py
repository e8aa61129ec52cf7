"""Accounts, public bodies, and who acts for which body."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now

INACTIVE_AFTER = timedelta(days=730)  # 24 months
WARNED_BEFORE = timedelta(days=30)


_spared: list[Callable[[], Any]] = []


def spares_accounts(rows: Callable[[], Any]) -> Callable[[], Any]:
    """Register who gives the ids of accounts that serve without signing in (a mandate, say)."""
    _spared.append(rows)
    return rows


class AccountManager(BaseUserManager["Account"]):
    """Make accounts; an address is kept in lower case."""

    def idle_since(self, instant: datetime) -> "models.QuerySet[Account]":
        """Those of residents who have not signed in since; who has an office is left alone."""
        last = Coalesce("last_login", "date_joined")
        rows = self.annotate(last_seen=last).filter(is_active=True, last_seen__lt=instant)
        offices = Officer.objects.order_by().values("account_id")
        rows = rows.exclude(pk__in=offices)
        for spared in _spared:
            rows = rows.exclude(pk__in=spared())
        return rows.filter(is_staff=False, is_superuser=False, is_moderator=False).order_by("pk")

    def to_warn(self) -> "models.QuerySet[Account]":
        """Those that will be erased in a month, and that were not told since they last came."""
        rows = self.idle_since(now() - INACTIVE_AFTER + WARNED_BEFORE)
        told = models.Q(warned_at__isnull=False, warned_at__gte=models.F("last_seen"))
        return rows.exclude(told)

    def to_erase(self) -> "models.QuerySet[Account]":
        """Those warned at least a month ago, that did not come back."""
        rows = self.idle_since(now() - INACTIVE_AFTER)
        return rows.filter(
            warned_at__lte=now() - WARNED_BEFORE, warned_at__gte=models.F("last_seen")
        )

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=email.strip().lower(), **fields)
        if password:
            account.set_password(password)
        else:
            account.set_unusable_password()
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Account(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. No name is ever required; the pseudonym is what others see."""

    email = models.EmailField(_("adresse électronique"), max_length=254, unique=True)
    display_name = models.CharField(
        _("pseudonyme"),
        max_length=60,
        blank=True,
        help_text=_("Ce nom s’affiche avec vos contributions publiques. Il peut être inventé."),
    )
    is_active = models.BooleanField(_("actif"), default=True)
    is_staff = models.BooleanField(_("administre la plateforme"), default=False)
    is_moderator = models.BooleanField(_("modère"), default=False)
    date_joined = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("effacé le"), null=True, editable=False)
    warned_at = models.DateTimeField(_("prévenu de l’effacement le"), null=True, editable=False)
    # Shown in the menu of each page: counted when it changes, by who writes and reads notices.
    unread_count = models.PositiveIntegerField(_("avis non lus"), default=0, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        ordering = ("email",)
        constraints = [
            models.UniqueConstraint(Lower("email"), name="account_email_once"),
            models.CheckConstraint(
                name="account_erased_is_inactive",
                condition=models.Q(erased_at=None) | models.Q(is_active=False),
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """What others may read: the pseudonym, or a word for "somebody"."""
        return self.display_name or str(_("Un habitant"))

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class PublicBodyQuerySet(models.QuerySet["PublicBody"]):
    """Which public bodies."""

    def of(self, account: Any) -> "PublicBodyQuerySet":
        """Those the account acts for; an administrator acts for all."""
        if not account.is_authenticated:
            return self.none()
        if account.is_superuser:
            return self
        return self.filter(officers__account=account)


class PublicBody(models.Model):
    """Who opens consultations and must answer: a town, a département, a préfecture…"""

    class Kind(models.TextChoices):
        TOWN = "town", _("Commune")
        INTERCOMMUNAL = "intercommunal", _("Intercommunalité")
        DEPARTMENT = "department", _("Département")
        REGION = "region", _("Région")
        PREFECTURE = "prefecture", _("Préfecture ou service de l’État")
        ASSOCIATION = "association", _("Association")
        OTHER = "other", _("Autre organisme")

    name = models.CharField(_("nom"), max_length=150)
    slug = models.SlugField(_("adresse courte"), max_length=60, unique=True)
    kind = models.CharField(_("nature"), max_length=20, choices=Kind)
    summary = models.CharField(_("en une phrase"), max_length=300, blank=True)
    contact_email = models.EmailField(_("courriel de contact"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    contact_address = models.TextField(_("adresse postale"), blank=True)
    objects = PublicBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisme public")
        verbose_name_plural = _("organismes publics")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """An agent who acts for a public body."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="offices")
    public_body = models.ForeignKey(PublicBody, models.CASCADE, related_name="officers")
    since = models.DateTimeField(_("depuis"), default=timezone.now)

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")
        ordering = ("public_body", "account")
        constraints = [
            models.UniqueConstraint(fields=["account", "public_body"], name="officer_once_per_body")
        ]

    def __str__(self) -> str:
        return f"{self.account} — {self.public_body}"
