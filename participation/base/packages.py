"""Looking into office documents, which are ZIP archives, without ever unpacking them.

OpenDocument says its type in a first part called `mimetype` (OpenDocument 1.3, part 2, 3.3);
Office Open XML names its parts in `[Content_Types].xml` (ECMA-376, part 2, 7.2.3).
"""

import re
import zipfile
import zlib
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_UNPACKED = 200_000_000  # bytes that all parts would fill
MOST_PARTS = 5_000
LONGEST_LIST = 1_000_000  # bytes of the list of parts
END = b"PK\x05\x06"  # of an archive; 22 bytes when nothing is said after it

_OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN_PARTS = {
    "word/document.xml": f"{_OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}.presentationml.presentation",
}
# LibreOffice writes an empty library of macros with these two lists alone.
MACROS = re.compile(
    r"(^|/)vba[^/]*\.(bin|xml)$|^Scripts/.|^Basic/(?!([^/]+/)?script-l[bc]\.xml$).*[^/]$",
    re.IGNORECASE,
)


def package_type(content: IO[bytes]) -> str:
    """Give the media type that an office document proves by its parts, or "" for another archive.

    Raises ValidationError (`macros`, `bomb`) with what to do instead.
    """
    try:
        with zipfile.ZipFile(content) as package:
            if not _is_one_package(content, package):
                return ""
            _refuse_bomb(package)
            _refuse_macros(package)
            return _open_document_type(package) or _office_type(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError):
        return ""  # broken, encrypted, or packed in a way no office program uses
    finally:
        content.seek(0)


def _is_one_package(content: IO[bytes], package: zipfile.ZipFile) -> bool:
    """Say whether the archive is the whole file: nothing before, nothing after, no part twice."""
    names = package.namelist()
    if not names or len(set(names)) != len(names):
        return False
    content.seek(-22, 2)
    is_last = content.read(4) == END
    return is_last and min(part.header_offset for part in package.infolist()) == 0


def _refuse_bomb(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValidationError(
            _("Ce document prendrait trop de place une fois ouvert. Enregistrez-le en PDF."),
            code="bomb",
        )


def _refuse_macros(package: zipfile.ZipFile) -> None:
    has_macros = any(MACROS.search(name) for name in package.namelist())
    if has_macros or b"macroEnabled" in _read(package, "[Content_Types].xml", LONGEST_LIST):
        raise ValidationError(
            _(
                "Ce document contient des macros, c’est-à-dire des programmes. "
                "Enregistrez-le sans macros ou en PDF, puis recommencez."
            ),
            code="macros",
        )


def _open_document_type(package: zipfile.ZipFile) -> str:
    first = min(package.infolist(), key=lambda part: part.header_offset)
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        return ""
    said = _read(package, "mimetype", 100).decode("ascii", "replace").strip()
    return said if "content.xml" in package.namelist() else ""


def _office_type(package: zipfile.ZipFile) -> str:
    types = _read(package, "[Content_Types].xml", LONGEST_LIST).decode("utf-8", "replace")
    for part, content_type in MAIN_PARTS.items():
        if part in package.namelist() and f"{content_type}.main+xml" in types:
            return content_type
    return ""


def _read(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Read the beginning of a part; nothing when it is not there."""
    if name not in package.namelist():
        return b""
    with package.open(name) as part:
        return part.read(most)
