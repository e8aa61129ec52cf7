"""Giving a stored file to who may read it, in a form that no browser opens as a page."""

from typing import Any

from django.core.files.base import File
from django.http import FileResponse, Http404

PRIVATE = "private, no-store"


def attachment(
    file: "File[Any]", *, name: str, content_type: str, cache: str = PRIVATE
) -> FileResponse:
    """Answer with a file to download: never shown in place, never guessed to be something else.

    Takes the stored file, the name and type it is given under, and who may keep a copy on the way.
    Raises Http404 when the file itself is gone.
    """
    try:
        content = file.open("rb")
    except (FileNotFoundError, ValueError):  # ValueError: the row names no file any more
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = cache
    return response
