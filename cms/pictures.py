"""Cleaning a picture at upload: turned upright, made no larger than needed, stripped of traces."""

from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

LONGEST_SIDE = 3000  # pixels: what a large screen shows, doubled for dense ones
KINDS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".png"}
SETTINGS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 80},
}


def cleaned_picture(file: "File[bytes]") -> "ContentFile[bytes]":
    """Write the picture anew: pixels and colour profile alone, upright, at most 3,000 px a side.

    Takes an opened upload; gives a file to store. An animation keeps its first image: nothing
    moves on our pages (WCAG 2.2.2). Raises OSError when it is no picture.
    """
    file.open()
    with Image.open(file) as opened:
        kind = opened.format or "PNG"
        profile = opened.info.get("icc_profile")
        picture = ImageOps.exif_transpose(opened)
        if kind in {"GIF", "PNG"} and picture.mode == "P":
            picture = picture.convert("RGBA")
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        written_kind = "PNG" if kind == "GIF" else kind
        kept = {"icc_profile": profile} if profile else {}
        fresh = Image.new(picture.mode, picture.size)
        fresh.paste(picture)
        written = BytesIO()
        fresh.save(written, written_kind, **SETTINGS.get(written_kind, {}), **kept)
    name = f"{Path(file.name or 'image').stem}{KINDS.get(kind, '.png')}"
    return ContentFile(written.getvalue(), name=name)
