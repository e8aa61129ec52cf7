"""A referral: the words that the council adopts, to whom they go, and where they stand."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.base.text import folded
from participation.councils.models import Council
from participation.councils.referrals.choices import NEXT, Kind, State
from participation.councils.referrals.querysets import ReferralQuerySet
from participation.councils.threads.models import Thread


class Referral(models.Model):
    """What a council asks. Its words never change once it is adopted: `sha256` is their hash.

    `addressee` is who was asked; `holder` who has it now, after a transfer to somebody else.
    `edition` counts the wordings of the draft.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="referrals")
    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    title = models.CharField(_("titre"), max_length=150)
    difficulties = models.TextField(_("ce que vivent les habitants"))
    requests = models.TextField(_("ce que le conseil demande"))
    evidence = models.TextField(_("sur quoi le conseil s’appuie"), blank=True)
    addressee = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="+"
    )
    addressee_name = models.CharField(_("destinataire"), max_length=150)
    addressee_email = models.EmailField(_("courriel du destinataire"), max_length=254, blank=True)
    holder = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="referrals_held"
    )
    holder_name = models.CharField(max_length=150, editable=False)
    thread = models.ForeignKey(Thread, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(_("état"), max_length=12, choices=State, default=State.DRAFTED)
    edition = models.PositiveIntegerField(default=1, editable=False)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True, editable=False)
    sent_on = models.DateField(_("envoyée le"), null=True, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    drafted_at = models.DateTimeField(_("commencée le"), default=now, editable=False)
    key = models.UUIDField(unique=True, editable=False)  # of the form, sent once
    search_text = models.TextField(blank=True, editable=False)
    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("saisine")
        verbose_name_plural = _("saisines")
        ordering = ("-drafted_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="referral_is_adopted_before_it_is_sent",
                condition=models.Q(sent_on=None) | ~models.Q(sha256=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everyone reads it, once it is sent."""
        return reverse("referrals:public", args=[self.council.slug, self.pk])

    @property
    def space_url(self) -> str:
        return reverse("referrals:referral", args=[self.council.slug, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFTED

    @property
    def is_voting(self) -> bool:
        """Put to a vote of the council: its words wait for the outcome."""
        return self.state == State.VOTING

    @property
    def is_adopted(self) -> bool:
        """Adopted, and waiting to be sent."""
        return self.state == State.ADOPTED

    @property
    def is_public(self) -> bool:
        return self.sent_on is not None

    @property
    def may_become(self) -> tuple[State, ...]:
        """The states that may come next."""
        return NEXT[State(self.state)]

    @property
    def email(self) -> str:
        """Where it can be sent by e-mail, or nothing."""
        return self.addressee_email or (self.addressee.contact_email if self.addressee else "")

    def fill_search_text(self) -> None:
        words = (self.title, self.addressee_name, self.difficulties, self.requests, self.evidence)
        self.search_text = folded(" ".join(words))
