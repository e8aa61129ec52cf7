"""A file that somebody sends: checked by its content, freed of what it tells, named safely."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from participation.base.filekinds import PDF, PICTURES, FileKind, kind_of
from participation.base.papers import undressed
from participation.base.redrawing import NoPicture, redrawn
from participation.base.scanning import refuse_viruses
from participation.base.text import one_line

MOST_IN_A_REQUEST = 100_000_000  # bytes


@dataclass(frozen=True)
class Admitted:
    """Which files a form takes, and what it says of the others."""

    kinds: tuple[FileKind, ...]
    largest: int  # bytes
    refusal: str | Promise  # a sentence that says what to choose instead

    @property
    def accept(self) -> str:
        """What an `<input type="file">` offers first."""
        return ",".join(
            kind.content_type if kind in PICTURES else kind.suffix for kind in self.kinds
        )


@dataclass(frozen=True)
class CleanFile:
    """What is kept of an upload: its content at the start, and what is known of it."""

    file: "File[Any]"
    name: str
    kind: FileKind
    size: int
    sha256: str


def cleaned(upload: "UploadedFile[Any]", admitted: Admitted) -> CleanFile:
    """Check an upload by its content and take out what it tells about place and person.

    Pictures are drawn anew: no EXIF, no hidden parts. PDFs are written anew, without author or
    program. Other files stay as they are, on the disk when they are big. Raises ValidationError,
    with what to do instead, for a file that is empty, too large, of another kind than admitted, or
    in which the scanner finds a virus.
    """
    _refuse_size(upload, admitted.largest)
    kind = kind_of(upload, upload.name or "")
    if kind is None or kind not in admitted.kinds:
        raise ValidationError(str(admitted.refusal), code="type")
    refuse_viruses(upload)
    try:
        kept = _without_tellers(upload, kind)
    except NoPicture:
        raise ValidationError(str(admitted.refusal), code="type") from None
    name = tidy_name(upload.name, kind.suffix)
    return CleanFile(kept, name, kind, kept.size, _sha256(kept))


def _without_tellers(upload: "UploadedFile[Any]", kind: FileKind) -> "File[Any]":
    if kind in PICTURES:
        return redrawn(upload, kind.name.upper())
    return undressed(upload) if kind == PDF else upload


def _refuse_size(upload: "UploadedFile[Any]", largest: int) -> None:
    if not upload.size:
        raise ValidationError(_("Ce fichier est vide. Choisissez-en un autre."), code="empty")
    if upload.size > largest:
        raise ValidationError(
            _("Ce fichier pèse %(size)s. Choisissez un fichier de %(most)s au plus.")
            % {"size": weight(upload.size), "most": weight(largest)},
            code="too_large",
        )


def _sha256(file: "File[Any]") -> str:
    content = hashlib.sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return content.hexdigest()


def tidy_name(name: str | None, suffix: str) -> str:
    """Keep the name people gave, without path, control or direction signs; the type is ours."""
    last = one_line(name or "").replace("\\", "/").rsplit("/", 1)[-1]
    stem = PurePosixPath(last).stem.strip(". ")[:100]
    safe = "".join(sign for sign in stem if sign not in '<>:"|?*;%')
    return f"{safe or 'fichier'}{suffix}"


def weight(size: int) -> str:
    """Say how much a file weighs as people read it: « 678 ko », « 2,4 Mo »."""
    if size < 1_000_000:
        return _("%(size)s ko") % {"size": max(min(size, 1), round(size / 1000))}
    number = round(size / 1_000_000, 1)
    decimals = 0 if number == int(number) else 1
    return _("%(size)s Mo") % {"size": number_format(number, decimals, force_grouping=True)}


class RequestCap(FileUploadHandler):
    """Refuse a request that would fill the disk, before any of its files is written."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  Django names it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > MOST_IN_A_REQUEST:
            raise RequestDataTooBig("files of more than 100 MB in one request")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data  # the next handlers keep it

    def file_complete(self, file_size: int) -> None:
        return None
