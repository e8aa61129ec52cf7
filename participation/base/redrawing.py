"""Drawing a picture anew: what was hidden in its file stays behind."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_PIXELS = 40_000_000


class NoPicture(Exception):
    """The file is broken, or only pretends to be a picture."""


def redrawn(file: "File[Any]", kind: str) -> "ContentFile[bytes]":
    """Draw a picture of this kind (`JPEG`, `PNG`, `WEBP`) anew: no EXIF, no hidden parts, upright.

    Raises NoPicture when it cannot be read, ValidationError above 40 million pixels.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=[kind]) as picture:
            if picture.width * picture.height <= MOST_PIXELS:
                return ContentFile(_drawn(picture))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NoPicture from None
    raise ValidationError(
        _("Cette image est trop grande : choisissez-en une de 40 millions de points au plus."),
        code="too_many_pixels",
    )


def _drawn(picture: Image.Image) -> bytes:
    """Draw the picture upright on a blank one."""
    upright = ImageOps.exif_transpose(picture)
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P" and (palette := upright.getpalette()):
        bare.putpalette(palette)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, format=picture.format or "JPEG", quality=88)
    return written.getvalue()
