"""A CSV file becomes rows of known columns; what cannot be read is said."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.errors import Refused
from consultations.exports import restored
from participation.base.text import folded

MOST_ROWS = 2000
KNOWN = (
    "numero",
    "titre",
    "description",
    "branche",
    "etat",
    "echeance",
    "responsable",
    "referent",
    "raison",
)


@dataclass(frozen=True)
class Row:
    """One line of the file: its number as a spreadsheet shows it, and its cells by column."""

    number: int
    cells: dict[str, str]


def decoded(content: bytes) -> str:
    """Read the bytes of a spreadsheet's CSV: UTF-8, or else the encoding of French Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_rows(text: str) -> list[Row]:
    """Give the rows. Raises Refused when the file has no numbers, no titles, or too many lines."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter))
    heads = [folded(head).replace(" ", "_") for head in (lines[0] if lines else [])]
    if "numero" not in heads or "titre" not in heads:
        raise Refused(_("La première ligne doit nommer les colonnes « numero » et « titre »."))
    rows = [
        Row(number, _cells(heads, line))
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line)
    ]
    if not rows:
        raise Refused(_("Ce fichier n’a aucune ligne après les noms des colonnes."))
    if len(rows) > MOST_ROWS:
        raise Refused(_("Ce fichier a plus de 2000 lignes. Coupez-le en plusieurs."))
    return rows


def _cells(heads: list[str], line: list[str]) -> dict[str, str]:
    pairs = zip(heads, line, strict=False)
    return {head: restored(cell.strip()) for head, cell in pairs if head in KNOWN}
