"""OpenDocument spreadsheets written as they are read: any number of rows, one buffer of memory."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from stream_zip import NO_COMPRESSION_32, ZIP_32, stream_zip

Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]  # name, columns, rows
MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
BUFFER = 65_536
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    f' manifest:version="1.2"><manifest:file-entry manifest:full-path="/"'
    f' manifest:version="1.2" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_DAY = (
    '<number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/>'
)
_HOUR = (
    '<number:text> </number:text><number:hours number:style="long"/>'
    '<number:text>:</number:text><number:minutes number:style="long"/>'
)
_STYLES = (
    "<office:automatic-styles>"
    f'<number:date-style style:name="day">{_DAY}</number:date-style>'
    f'<number:date-style style:name="moment">{_DAY}{_HOUR}</number:date-style>'
    '<style:style style:name="d" style:family="table-cell" style:data-style-name="day"/>'
    '<style:style style:name="m" style:family="table-cell" style:data-style-name="moment"/>'
    "</office:automatic-styles>"
)


def write_ods(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """Write sheets as one file, chunk by chunk.

    Numbers, dates and truth are typed cells; a datetime keeps the wall clock it carries, since a
    spreadsheet has no zones. All else is text, a paragraph for each of its lines. The library
    `stream-write-ods` does nearly this, but joins the lines of a text and keeps a list entry for
    each fragment: slow and hungry where rows are alike.
    """
    at = datetime.now(UTC).replace(tzinfo=None)
    members = (
        ("mimetype", at, 0o600, NO_COMPRESSION_32, [MEDIA_TYPE.encode()]),
        ("META-INF/manifest.xml", at, 0o600, ZIP_32, [_MANIFEST.encode()]),
        ("content.xml", at, 0o600, ZIP_32, _gathered(_content(sheets))),
    )
    yield from stream_zip(members, chunk_size=BUFFER, extended_timestamps=False)


def _gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """Join small texts into chunks worth compressing."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size > BUFFER:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def _content(sheets: Iterable[Sheet]) -> Iterator[str]:
    yield f'{_XML}<office:document-content {_NAMESPACES} office:version="1.2">{_STYLES}'
    yield "<office:body><office:spreadsheet>"
    for name, columns, rows in sheets:
        yield f"<table:table table:name={quoteattr(name)}>"
        yield f'<table:table-column table:number-columns-repeated="{max(len(columns), 1)}"/>'
        yield f"<table:table-header-rows>{_row(columns)}</table:table-header-rows>"
        for row in rows:
            yield _row(row)
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _row(row: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return _typed("boolean", "boolean-value", str(value).lower())
    if isinstance(value, int | float | Decimal):
        return _typed("float", "value", f"{value}" if isinstance(value, int) else f"{value:f}")
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=None, microsecond=0).isoformat()
        return _typed("date", "date-value", moment, "m")
    if isinstance(value, date):
        return _typed("date", "date-value", value.isoformat(), "d")
    return _text(str(value))


def _typed(kind: str, attribute: str, value: str, style: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"{styled}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def _text(text: str) -> str:
    lines = escape(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
