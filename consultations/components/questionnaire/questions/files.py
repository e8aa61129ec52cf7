"""A picture or a PDF: checked by its content, freed of what it tells about the person."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

from consultations.components.questionnaire.questions.base import (
    NOWHERE,
    Asked,
    Kind,
    Said,
    Surroundings,
    Typed,
    first,
)
from participation.base.text import one_line
from participation.ui import typography

LARGEST = 10_000_000  # bytes
MOST_PIXELS = 40_000_000
PICTURES = {
    "JPEG": ("image/jpeg", ".jpg"),
    "PNG": ("image/png", ".png"),
    "WEBP": ("image/webp", ".webp"),
}
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"


class File(Kind):
    """The file itself is kept as soon as it is sent; `typed` holds the number of its row."""

    name = "file"
    missing = gettext_lazy("Choisissez un fichier.")

    def rule(self, asked: Asked) -> str:
        return _("Une image (JPEG, PNG, WebP) ou un PDF, de %(size)s au plus.") % {
            "size": weight(LARGEST)
        }

    def parts(self, asked: Asked) -> list[str]:
        return []  # nothing typed here is believed: the server writes `file` itself

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        number = first(typed, "file")
        given = around.files.get(int(number)) if number.isdecimal() else None
        return Said(file=given) if given else Said()

    def write(self, asked: Asked, said: Said) -> Typed:
        return {"file": [str(said.file.pk)]} if said.file else {}

    def told(self, asked: Asked, said: Said) -> str:
        if said.file is None:
            return ""
        return f"{said.file.name} ({weight(said.file.size)})"

    def hashed(self, asked: Asked, said: Said) -> Any:
        if said.file is None:
            return None
        return {"name": said.file.name, "sha256": said.file.sha256, "size": said.file.size}

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        return {"accept": ACCEPT}


def weight(size: int) -> str:
    """Say how much a file weighs as people read it: « 678 ko », « 2,4 Mo »."""
    if size < 1_000_000:
        return _("%(size)s ko") % {"size": typography.number(max(1, round(size / 1000)))}
    number = round(size / 1_000_000, 1)
    shown = typography.number(number, 0 if number == int(number) else 1)
    return _("%(size)s Mo") % {"size": shown}


@dataclass(frozen=True)
class CleanFile:
    """What is kept of an upload."""

    content: bytes
    name: str
    content_type: str
    suffix: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def cleaned(upload: "UploadedFile[Any]") -> CleanFile:
    """Check an upload by its content and take out what it tells about place and person.

    Takes JPEG, PNG, WebP and PDF up to 10 MB and 40 million pixels. Pictures are drawn anew:
    no EXIF, no hidden parts. Raises ValidationError with what to do instead.
    """
    if not upload.size:
        raise ValidationError(_("Ce fichier est vide. Choisissez-en un autre."), code="empty")
    if upload.size > LARGEST:
        raise ValidationError(
            _("Ce fichier pèse %(size)s. Choisissez un fichier de %(most)s au plus.")
            % {"size": weight(upload.size), "most": weight(LARGEST)},
            code="too_large",
        )
    content = upload.read()
    if content[:5] == b"%PDF-":
        return CleanFile(content, tidy_name(upload.name, ".pdf"), "application/pdf", ".pdf")
    return _redrawn(content, upload.name or "")


def _redrawn(content: bytes, name: str) -> CleanFile:
    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
            is_too_large = picture.width * picture.height > MOST_PIXELS
            drawn = b"" if is_too_large else _drawn(picture)
            content_type, suffix = PICTURES[picture.format or "JPEG"]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        # what Pillow raises for a file that is broken, or that is something else
        raise ValidationError(
            _("Ce fichier n’est ni une image (JPEG, PNG, WebP) ni un PDF. Choisissez-en un autre."),
            code="type",
        ) from None
    if is_too_large:
        raise ValidationError(
            _("Cette image est trop grande : choisissez-en une de 40 millions de points au plus."),
            code="too_many_pixels",
        )
    return CleanFile(drawn, tidy_name(name, suffix), content_type, suffix)


def _drawn(picture: Image.Image) -> bytes:
    """Draw the picture upright on a blank one: what was hidden in the file stays behind."""
    upright = ImageOps.exif_transpose(picture)
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P" and (palette := upright.getpalette()):
        bare.putpalette(palette)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, format=picture.format or "JPEG", quality=88)
    return written.getvalue()


def tidy_name(name: str | None, suffix: str) -> str:
    """Keep the name people gave, without path, control or direction signs; the type is ours."""
    last = one_line(name or "").replace("\\", "/").rsplit("/", 1)[-1]
    stem = PurePosixPath(last).stem.strip(". ")[:100]
    safe = "".join(sign for sign in stem if sign not in '<>:"|?*;%')
    return f"{safe or 'fichier'}{suffix}"
