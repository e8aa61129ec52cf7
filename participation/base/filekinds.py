"""What a file is, told by its content and never by what its sender says of it."""

from dataclasses import dataclass
from typing import IO, Any

from django.core.files.base import File

from participation.base.packages import package_type

CHUNK = 64 * 1024


@dataclass(frozen=True)
class FileKind:
    """One kind of file: how it is named for people, served, and ended."""

    name: str
    content_type: str
    suffix: str


_OPEN = "application/vnd.oasis.opendocument"
_OFFICE = "application/vnd.openxmlformats-officedocument"

PDF = FileKind("PDF", "application/pdf", ".pdf")
JPEG = FileKind("JPEG", "image/jpeg", ".jpg")
PNG = FileKind("PNG", "image/png", ".png")
WEBP = FileKind("WebP", "image/webp", ".webp")
PICTURES = (JPEG, PNG, WEBP)
OFFICE = (
    FileKind("ODT", f"{_OPEN}.text", ".odt"),
    FileKind("ODS", f"{_OPEN}.spreadsheet", ".ods"),
    FileKind("ODP", f"{_OPEN}.presentation", ".odp"),
    FileKind("DOCX", f"{_OFFICE}.wordprocessingml.document", ".docx"),
    FileKind("XLSX", f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    FileKind("PPTX", f"{_OFFICE}.presentationml.presentation", ".pptx"),
)
TEXTS = (FileKind("TXT", "text/plain", ".txt"), FileKind("CSV", "text/csv", ".csv"))

_CONTROL = bytes(set(range(32)) - set(b"\t\n\f\r") | {127})


def kind_of(file: "File[Any]", name: str) -> FileKind | None:
    """Say what a file is; nothing when it is no kind that we know.

    Pictures, PDF and office documents are told by their first bytes and their parts, whatever
    their name. A text has no sign of its own: it has the name of one, and no byte that only
    programs write. Raises ValidationError for an office document that holds macros, or that is
    made to fill a disk.
    """
    start = _start(file)
    if start.startswith(b"PK\x03\x04"):
        content_type = package_type(_raw(file))
        return next((kind for kind in OFFICE if kind.content_type == content_type), None)
    signed = {
        PDF: start.startswith(b"%PDF-"),
        JPEG: start.startswith(b"\xff\xd8\xff"),
        PNG: start.startswith(b"\x89PNG\r\n\x1a\n"),
        WEBP: start[:4] == b"RIFF" and start[8:12] == b"WEBP",
    }
    found = next((kind for kind, is_it in signed.items() if is_it), None)
    return found or _text_kind(file, name)


def _start(file: "File[Any]") -> bytes:
    file.seek(0)
    start: bytes = file.read(16)
    file.seek(0)
    return start


def _raw(file: "File[Any]") -> IO[bytes]:
    """Give the open file under Django's, for what asks for a plain one."""
    assert file.file is not None
    return file.file


def _text_kind(file: "File[Any]", name: str) -> FileKind | None:
    kind = next((kind for kind in TEXTS if name.lower().endswith(kind.suffix)), None)
    if kind is None or any(_is_of_programs(chunk) for chunk in file.chunks(CHUNK)):
        return None
    return kind


def _is_of_programs(chunk: bytes) -> bool:
    return len(chunk.translate(None, _CONTROL)) != len(chunk)
