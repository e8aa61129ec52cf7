"""Tables become files that stream: CSV, ODS and JSON, harmless in a spreadsheet, in flat memory."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.http import content_disposition_header

from consultations.registry import Table
from participation.base.ods import MEDIA_TYPE, write_ods

Chunks = Iterator[bytes]

# XML 1.0 (2.2) refuses these, direction signs disguise a text; tab and line feed are kept.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BLANKS_AND_QUOTES = "\\s\ufeff\u200b\u2060\"'`’‘“”«»＂＇"
_EQUALS = "=＝﹦"
_SIGNS = "+\\-@＋－＠﹢﹣﹫−"
_STARTS_FORMULA = re.compile(f"[{_BLANKS_AND_QUOTES}]*[\t\r\n{_EQUALS}{_SIGNS}]")
# A file opened with the wrong separator is cut inside a cell: what follows must not act either.
_HIDES_FORMULA = re.compile(
    f"([;,\t\r\n][{_BLANKS_AND_QUOTES}]*)(?=[{_EQUALS}]|[{_SIGNS}][^;,\t\r\n]*[(|!])"
)
_HELD_BACK = re.compile(
    f"([;,\t\r\n][{_BLANKS_AND_QUOTES}]*)'(?=[{_EQUALS}]|[{_SIGNS}][^;,\t\r\n]*[(|!])"
)
_BUFFER = 65_536


def harmless(text: str) -> str:
    """Write a text so that no spreadsheet runs it: an apostrophe stands before what could.

    After OWASP "CSV injection": = + - @, tab and line breaks, their full-width twins, and all of
    these behind blanks or quotes. `restored` undoes it.
    """
    clean = _UNWANTED.sub("", text)
    clean = _HIDES_FORMULA.sub(r"\1'", clean)
    return f"'{clean}" if _STARTS_FORMULA.match(clean) else clean


def restored(text: str) -> str:
    """Give back the text that `harmless` wrote: a file we exported can be imported again."""
    bare = text[1:] if text.startswith("'") and _STARTS_FORMULA.match(text[1:]) else text
    return _HELD_BACK.sub(r"\1", bare)


def cell(value: Any) -> Any:
    """Keep numbers, dates, truth and nothing as they are; all else becomes a harmless text."""
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    return harmless(str(value))


def cells(row: Iterable[Any]) -> list[Any]:
    return [cell(value) for value in row]


def stream_csv(table: Table) -> Chunks:
    """Write one table as French spreadsheets open it by a double click.

    UTF-8 with its mark, semicolons and decimal commas (the French list separator; a comma would
    put a whole line in one cell), otherwise RFC 4180: each text quoted, quotes doubled, CRLF.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([harmless(str(column)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_in_csv(value) for value in row])
        if buffer.tell() > _BUFFER:
            yield _emptied(buffer)
    yield _emptied(buffer)


class _Bare(float):
    """A number as it must stand in the file: csv leaves floats unquoted and asks for their text."""

    written: str

    def __repr__(self) -> str:
        return self.written

    __str__ = __repr__


def _in_csv(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float | Decimal):
        number = _Bare(0)
        number.written = f"{value:f}".replace(".", ",")
        return number
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, int | date):
        return value
    return harmless(str(value))


def _emptied(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


def stream_ods(tables: Sequence[Table]) -> Chunks:
    """Write tables as the sheets of one OpenDocument file, with typed cells."""
    sheets = (
        (harmless(table.name), [harmless(str(column)) for column in table.columns], _rows(table))
        for table in tables
    )
    yield from write_ods(sheets)


def _rows(table: Table) -> Iterator[list[Any]]:
    for row in table.rows:
        yield cells(row)


def stream_json(tables: Sequence[Table]) -> Chunks:
    """Write `{"tables": [{"name", "columns", "rows"}]}`; rows are lists in the columns' order.

    Texts are those of the other formats, apostrophes included: the same file serves converters.
    """
    yield b'{"tables": ['
    for number, table in enumerate(tables):
        head = {"name": harmless(table.name), "columns": cells(map(str, table.columns))}
        opening = json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
        yield ((", " if number else "") + opening).encode()
        yield from _json_rows(table)
        yield b"\n]}"
    yield b"]}\n"


def _json_rows(table: Table) -> Chunks:
    waiting: list[str] = []
    size = 0
    for number, row in enumerate(table.rows):
        line = json.dumps(cells(row), ensure_ascii=False, default=_in_json)
        waiting.append(f",\n{line}" if number else f"\n{line}")
        size += len(line)
        if size > _BUFFER:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def _in_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat()


@dataclass(frozen=True)
class Format:
    """One way of writing tables: its media type, and how it is written."""

    name: str
    media_type: str
    write: Callable[[Sequence[Table]], Chunks]


FORMATS = {
    form.name: form
    for form in (
        Format("csv", "text/csv; charset=utf-8", lambda tables: stream_csv(tables[0])),
        Format("ods", MEDIA_TYPE, stream_ods),
        Format("json", "application/json", stream_json),
    )
}


def file_header(name: str, extension: str) -> str:
    """Give the Content-Disposition of a download (RFC 6266), its name free of path and formula."""
    bare = re.sub(r"[^\w\- ]+", " ", _UNWANTED.sub("", name)).strip(" -_") or "export"
    header = content_disposition_header(True, f"{bare[:100]}.{extension}")
    assert header is not None
    return header
