"""What a council keeps: documents in folders, and each version that was ever added."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.text import folded
from participation.councils.documents.choices import DEEPEST, DocumentType
from participation.councils.documents.querysets import (
    DocumentQuerySet,
    FolderQuerySet,
    VersionQuerySet,
)
from participation.councils.models import Council

MAY_TAKE_BACK = timedelta(days=1)
LONGEST_SEARCHED = 600


def search_form(text: str) -> str:
    """Fold a text as it is kept to be searched, sorted and compared."""
    return folded(text)[:LONGEST_SEARCHED]


def private_storage() -> Storage:
    """Where files go: a folder that no server publishes."""
    return storages["private"]


def file_path(version: "DocumentVersion", filename: str) -> str:
    """Name a file by chance alone: nothing that people wrote stands on the disk's path."""
    return f"councils/{version.document.council_id}/documents/{uuid4().hex}"


class Folder(models.Model):
    """A folder of a council, within another or at the top; three deep at most."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="folders")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="folders")
    name = models.CharField(_("nom"), max_length=80)
    search_name = models.CharField(max_length=LONGEST_SEARCHED, editable=False)
    depth = models.PositiveSmallIntegerField(default=1, editable=False)
    objects = FolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ("council", "search_name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "search_name"],
                condition=Q(parent=None),
                name="folder_once_at_the_top",
            ),
            models.UniqueConstraint(
                fields=["parent", "search_name"],
                condition=Q(parent__isnull=False),
                name="folder_once_in_its_parent",
            ),
            models.CheckConstraint(
                name="folder_not_too_deep", condition=Q(depth__gte=1, depth__lte=DEEPEST)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:folder", args=[self.council.slug, self.pk])

    @property
    def may_hold_folders(self) -> bool:
        return self.depth < DEEPEST


class Document(models.Model):
    """One document of a council, whatever the number of its versions.

    `changed_at` is when its last version came. Nothing here is public, except the title and the
    type of a document of which a version was published.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="documents")
    folder = models.ForeignKey(
        Folder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("dossier"),
    )
    title = models.CharField(_("titre"), max_length=150)
    search_title = models.CharField(max_length=LONGEST_SEARCHED, editable=False)
    doc_type = models.CharField(_("nature"), max_length=16, choices=DocumentType)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("ajouté le"), default=now)
    changed_at = models.DateTimeField(_("changé le"), default=now)
    objects = DocumentQuerySet.as_manager()
    current: "DocumentVersion | None"  # the last version kept, put there by the queries of pages
    is_public: bool  # put there by `with_is_public`

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("council", "search_title", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "search_title"],
                condition=Q(folder=None),
                name="document_once_at_the_top",
            ),
            models.UniqueConstraint(
                fields=["folder", "search_title"],
                condition=Q(folder__isnull=False),
                name="document_once_in_its_folder",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.council.slug, self.pk])

    @property
    def may_be_taken_back_until(self) -> datetime:
        """Until when its author may delete it alone."""
        return self.added_at + MAY_TAKE_BACK


class DocumentVersion(models.Model):
    """One file that was a document at some time; nothing is ever put in its place.

    A version that is withdrawn keeps its row, with the reason; its file goes. It is public from
    `published_at` on, if a coordinator published it.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("numéro"))
    file = models.FileField(
        storage=private_storage, upload_to=file_path, max_length=120, blank=True
    )
    name = models.CharField(_("nom du fichier"), max_length=150)
    size = models.PositiveBigIntegerField(_("poids"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    content_type = models.CharField(_("type"), max_length=100)
    note = models.CharField(_("ce qui change"), max_length=300, blank=True)
    search_text = models.CharField(max_length=LONGEST_SEARCHED, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("ajoutée le"), default=now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("publiée le"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True)
    withdrawal_reason = models.CharField(_("raison du retrait"), max_length=300, blank=True)
    objects = VersionQuerySet.as_manager()
    signed: str  # the names the council knows, put there by the queries of pages
    withdrawn_name: str
    may_be_withdrawn: bool  # by who looks at the page

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("document", "-number")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(
                name="withdrawn_version_has_no_file",
                condition=Q(withdrawn_at=None) | Q(file="", published_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.number}"

    @property
    def is_kept(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_public(self) -> bool:
        return self.is_kept and self.published_at is not None

    @property
    def kind_name(self) -> str:
        """« PDF », « ODT »…: what people call this kind of file."""
        return self.name.rsplit(".", 1)[-1].upper()

    @property
    def url(self) -> str:
        """Where those inside download it."""
        council = self.document.council
        return reverse("documents:file", args=[council.slug, self.document_id, self.number])

    @property
    def public_url(self) -> str:
        """Where anybody downloads it, once it is public."""
        council = self.document.council
        return reverse("documents:public_file", args=[council.slug, self.document_id, self.number])
