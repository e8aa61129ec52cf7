"""Files that go with a referral, or with one of its steps."""

from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.councils.referrals.models.referral import Referral
from participation.councils.referrals.models.step import Step
from participation.councils.referrals.querysets import OfReferralQuerySet


def private_storage() -> Storage:
    """Where files go: a folder that no server publishes."""
    return storages["private"]


def file_path(attachment: "Attachment", filename: str) -> str:
    """Name a file by chance alone: nothing that people wrote stands on the disk's path."""
    return f"councils/{attachment.referral.council_id}/referrals/{uuid4().hex}"


class Attachment(models.Model):
    """One file: of the text itself, which the council adopts with it, or of a step, as its proof.

    Its content was checked and scanned before it was kept. It is public as the referral is.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="attachments")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="attachments")
    number = models.PositiveSmallIntegerField(_("numéro"))
    file = models.FileField(storage=private_storage, upload_to=file_path, max_length=120)
    name = models.CharField(_("nom du fichier"), max_length=150)
    size = models.PositiveBigIntegerField(_("poids"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    content_type = models.CharField(_("type"), max_length=100)
    added_at = models.DateTimeField(_("ajoutée le"), default=now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    objects = OfReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")
        ordering = ("referral", "number")
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="referral_attachment_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Where members download it."""
        council = self.referral.council
        return reverse("referrals:file", args=[council.slug, self.referral_id, self.number])

    @property
    def public_url(self) -> str:
        """Where everyone downloads it, once the referral is sent."""
        council = self.referral.council
        return reverse("referrals:public_file", args=[council.slug, self.referral_id, self.number])
