"""Files that stream: harmless in a spreadsheet, whole, and never larger than a buffer in memory."""

import csv
import io
import json
import re
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from consultations.exports import (
    FORMATS,
    cell,
    file_header,
    harmless,
    restored,
    stream_csv,
    stream_json,
    stream_ods,
)
from consultations.registry import Table

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

FORMULAS = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "﹦1",
    "   =1",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b=1",
    "\x00=1",
    "\u202e=1",
    '"=1"',
    "'=1",
    "« =1 »",
    '" =HYPERLINK("http://a")',
]
HIDDEN_FORMULAS = [
    "a;=1",
    "a,=cmd|'/c calc'!A1",
    'a,"=1',
    "a\n=1",
    "a;\t+cmd|'/c'!A1",
    "b,@SUM(A1)",
]


def text_of(chunks: Iterator[bytes]) -> str:
    return b"".join(chunks).decode()


def rows_of(file: str, separator: str = ";") -> list[list[str]]:
    return list(
        csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline=""), delimiter=separator)
    )


def words_of(cell: ET.Element) -> str:
    return "\n".join("".join(line.itertext()) for line in cell.findall(f"{TEXT}p"))


def sheets_of(chunks: Iterator[bytes]) -> dict[str, list[list[ET.Element]]]:
    """Open an ODS file as its readers do: a zip, and the cells of each sheet."""
    with zipfile.ZipFile(io.BytesIO(b"".join(chunks))) as archive:
        root = ET.fromstring(archive.read("content.xml"))
    return {
        sheet.get(f"{TABLE}name", ""): [
            row.findall(f"{TABLE}table-cell") for row in sheet.iter(f"{TABLE}table-row")
        ]
        for sheet in root.iter(f"{TABLE}table")
    }


def acts(text: str) -> bool:
    """What a spreadsheet would take for a formula, once blanks and quotes are passed over."""
    bare = unicodedata.normalize("NFKC", re.sub("[\\s\ufeff\u200b\"'«»“”]+", "", text)[:1])
    return bare in set("=+-@")


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("format", FORMATS)
def test_no_formula_leaves_in_a_cell_a_header_or_a_name(formula: str, format: str) -> None:
    table = Table(name=formula, columns=[formula], rows=[[formula]])
    if format == "csv":
        rows = list(
            csv.reader(io.StringIO(text_of(stream_csv(table))[1:], newline=""), delimiter=";")
        )
        written = [rows[0][0], rows[1][0]]
    elif format == "json":
        [given_back] = json.loads(text_of(stream_json([table])))["tables"]
        written = [given_back["name"], given_back["columns"][0], given_back["rows"][0][0]]
    else:
        [(name, rows_of_cells)] = sheets_of(stream_ods([table])).items()
        written = [name, *(words_of(row[0]) for row in rows_of_cells)]
        assert {row[0].get(f"{OFFICE}value-type") for row in rows_of_cells} == {"string"}
    assert all(text.startswith("'") for text in written)


@pytest.mark.parametrize("formula", HIDDEN_FORMULAS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_cut_by_the_wrong_separator_runs_nothing(formula: str, separator: str) -> None:
    file = text_of(stream_csv(Table("t", ["a", "b"], [["x", formula]])))
    for row in rows_of(file, separator):
        for piece in row:
            assert not acts(piece) or piece.lstrip(' \t\r\n"').startswith("'"), piece


def test_ordinary_words_stay_as_they_were() -> None:
    words = "Bonjour, je propose :\n- un banc\n- de l'ombre ; moins de bruit (à 22 h) !"
    assert harmless(words) == words


@given(st.text(alphabet=st.sampled_from("=+-@＝;,\t\n '\"«ab(|!1"), max_size=14))
def test_a_file_exported_can_be_imported_again(text: str) -> None:
    assert restored(harmless(text)) == text


@given(st.text(max_size=30))
def test_each_text_survives_the_three_formats(text: str) -> None:
    table = Table("t", ["a"], [[text]])
    rows = rows_of(text_of(stream_csv(table)))
    assert rows[1] == [harmless(text)]
    assert json.loads(text_of(stream_json([table])))["tables"][0]["rows"] == [[harmless(text)]]
    [(_name, [_head, [only]])] = sheets_of(stream_ods([table])).items()
    assert words_of(only) == harmless(text).replace("\r\n", "\n").replace("\r", "\n")


def test_numbers_and_dates_keep_their_types() -> None:
    received = datetime(2027, 3, 3, 18, 0, tzinfo=ZoneInfo("Europe/Paris"))
    row: list[Any] = [7, Decimal("1.50"), True, date(2027, 3, 3), received, None, "-7"]
    table = Table("t", list("abcdefg"), [row])
    assert text_of(stream_csv(table)).split("\r\n")[1] == (
        '7;1,50;1;"2027-03-03";"2027-03-03 18:00";"";"\'-7"'
    )
    assert json.loads(text_of(stream_json([table])))["tables"][0]["rows"] == [
        [7, 1.5, True, "2027-03-03", "2027-03-03T18:00+01:00", None, "'-7"]
    ]
    [(_name, [_head, written])] = sheets_of(stream_ods([table])).items()
    assert [found.get(f"{OFFICE}value-type") for found in written] == [
        "float", "float", "boolean", "date", "date", None, "string",
    ]  # fmt: skip
    assert written[1].get(f"{OFFICE}value") == "1.50"


def test_csv_opens_in_french_spreadsheets() -> None:
    file = b"".join(stream_csv(Table("t", ["Été", "b"], [['dit « "oui" »', 1]])))
    assert file == '\ufeff"Été";"b"\r\n"dit « ""oui"" »";1\r\n'.encode()


def test_ods_says_what_it_is_first() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(stream_ods([Table("t", ["a"], [])])))) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
        assert archive.testzip() is None


@pytest.mark.parametrize("format", FORMATS)
def test_memory_does_not_grow_with_the_rows(format: str) -> None:
    def peak(rows: int) -> int:
        table = Table("t", ["a", "b"], ((number, "mot " * 20) for number in range(rows)))
        tracemalloc.start()
        size = sum(len(chunk) for chunk in FORMATS[format].write([table]))
        _now, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert size > 0
        return highest

    peak(10)  # what is imported and cached the first time is not the rows'
    assert peak(8_000) < peak(2_000) + 300_000


def test_json_of_nothing_is_still_json() -> None:
    assert json.loads(text_of(stream_json([]))) == {"tables": []}
    assert json.loads(text_of(stream_json([Table("t", ["a"], [])]))) == {
        "tables": [{"name": "t", "columns": ["a"], "rows": []}]
    }


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "../../etc/passwd", 'a"; filename="b', "\r\nX: 1"]
)
def test_a_file_name_holds_neither_path_nor_formula_nor_header(name: str) -> None:
    header = file_header(name, "csv")
    bare = header.removeprefix('attachment; filename="').removesuffix('.csv"')
    assert re.fullmatch(r"\w[\w \-]*", bare), header


def test_a_file_name_keeps_its_accents() -> None:
    assert file_header("Été à Sornay", "ods") == (
        "attachment; filename*=utf-8''%C3%89t%C3%A9%20%C3%A0%20Sornay.ods"
    )


def test_lazy_and_marked_texts_are_texts() -> None:
    assert cell(mark_safe("=1")) == "'=1"
    assert type(cell(gettext_lazy("Papier"))) is str
