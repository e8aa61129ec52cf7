"""Documents that exist in tests, made by the actions that make them on the site."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from participation.base.uploads import CleanFile, cleaned
from participation.councils.documents.actions import add_document
from participation.councils.documents.choices import ADMITTED
from participation.councils.documents.models import Document
from participation.councils.models import Council


def upload(content: bytes | str = "Des mots.", name: str = "notes.txt") -> SimpleUploadedFile:
    """Make a file as a browser sends it."""
    content = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, content, "text/plain")


def clean(file: "UploadedFile[Any] | None" = None) -> CleanFile:
    """Make a file as a form gives it to an action."""
    return cleaned(file or upload(), ADMITTED)


def make_document(council: Council, *, actor: Any = None, **fields: Any) -> Document:
    fields.setdefault("title", "Compte rendu du 3 mars")
    fields.setdefault("upload", clean())
    return add_document(council, actor=actor, **fields)
