"""Reading a file of rows as it comes: its encoding, its separator, its limits."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 100_000
LONGEST_CELL = 1_000_000
SEPARATORS = (",", ";", "\t", "|")


class Unreadable(Exception):
    """A file or a mapping that cannot be read at all; its text says why, and what to do."""


@dataclass(frozen=True)
class Row:
    """One record: the line of the file it starts on, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Source:
    """A file: its name, its SHA-256, its columns and its rows."""

    name: str
    sha256: str
    columns: list[str]
    rows: list[Row]


def read_source(path: Path) -> Source:
    """Read a CSV file. Raises Unreadable when it is absent, too big, or no table."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Unreadable(_("Le fichier dépasse 50 Mo. Coupez-le en plusieurs fichiers."))
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            _("Le fichier « %(path)s » ne se lit pas. Vérifiez son nom.") % {"path": path}
        ) from error
    text = decoded(data)
    separator = guess_separator(text)
    csv.field_size_limit(LONGEST_CELL)
    try:
        columns, rows = _table(text, separator)
    except csv.Error as error:
        raise Unreadable(
            _("Le fichier n’est pas un CSV régulier (%(error)s). Exportez-le à nouveau.")
            % {"error": error}
        ) from error
    return Source(path.name, hashlib.sha256(data).hexdigest(), columns, rows)


def decoded(data: bytes) -> str:
    """Read bytes as UTF-8 (with or without mark), UTF-16 with its mark, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def guess_separator(text: str) -> str:
    """Take the separator that cuts the first record into most columns."""

    def columns(separator: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), []))
        except csv.Error:
            return 0

    return max(SEPARATORS, key=columns)


def _table(text: str, separator: str) -> tuple[list[str], list[Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns = [name.strip() for name in next(reader, [])]
    if not any(columns):
        raise Unreadable(_("Le fichier est vide. Sa première ligne doit nommer les colonnes."))
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise Unreadable(
            _("Deux colonnes ont le même nom : %(names)s. Renommez-en une.")
            % {"names": ", ".join(twice)}
        )
    rows = list(_records(reader, columns))
    if len(rows) > MOST_ROWS:
        raise Unreadable(_("Le fichier dépasse 100 000 lignes. Coupez-le."))
    return columns, rows


def _records(reader: Iterator[list[str]], columns: list[str]) -> Iterator[Row]:
    """Give the records; one with more or fewer cells than columns gets the key `""`."""
    starts = reader.line_num + 1  # type: ignore[attr-defined]
    for cells in reader:
        if any(cell.strip() for cell in cells):
            row = dict(zip(columns, cells, strict=False))
            if len(cells) != len(columns):
                row[""] = str(len(cells))
            yield Row(starts, row)
        starts = reader.line_num + 1  # type: ignore[attr-defined]
