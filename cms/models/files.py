"""Pictures and documents: what is uploaded stays private, only renditions are public."""

import secrets
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField

from cms.pictures import cleaned_picture


def private_storage() -> Storage:
    """Where uploads go: a folder that no server publishes."""
    return storages["private"]


def picture_path(instance: "Picture", filename: str) -> str:
    """Name an upload by chance: renditions take that name, so nobody can guess them."""
    return f"pictures/{secrets.token_hex(12)}{Path(filename).suffix.lower()}"


def is_new(file: Any) -> bool:
    """Say whether a file was given and is not stored yet."""
    return bool(file) and not file._committed  # noqa: SLF001  Django shows it nowhere else


class Picture(AbstractImage):  # type: ignore[misc]  # Wagtail is untyped
    """A picture, without what the camera wrote in it (place, owner, device)."""

    file = WagtailImageField(
        verbose_name=_("fichier"),
        upload_to=picture_path,
        storage=private_storage,
        width_field="width",
        height_field="height",
    )
    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):  # type: ignore[misc]  # Wagtail is untyped
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        return picture_path(self, filename)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Clean a new file before it is stored, whichever way it came in."""
        if is_new(self.file):
            self.file = cleaned_picture(self.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> "File[bytes]":
        """Keep the rendition in memory: Wagtail leaves its temporary file open."""
        with super().generate_rendition_file(filter, source=source) as written:
            written.seek(0)
            return ContentFile(written.read(), name=written.name)


class PictureRendition(AbstractRendition):  # type: ignore[misc]  # Wagtail is untyped
    """One declared size of a picture; the only files anyone may fetch by address."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_once"
            )
        ]


class Attachment(AbstractDocument):  # type: ignore[misc]  # Wagtail is untyped
    """A document to download; each reading passes by a view that checks rights."""

    file = models.FileField(_("fichier"), upload_to="documents", storage=private_storage)
    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):  # type: ignore[misc]  # Wagtail is untyped
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Weigh a new file once, so that nobody who only reads has to."""
        if is_new(self.file):
            self.file_size = self.file.size
            self._set_file_hash()
        super().save(*args, **kwargs)
