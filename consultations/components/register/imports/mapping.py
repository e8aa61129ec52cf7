"""Which column says what: read from a JSON file, or from `field=column` on the command line."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from consultations.components.register.imports.source import Source, Unreadable

FIELDS = (
    "id",
    "origin",
    "title",
    "body",
    "theme",
    "stance",
    "parent",
    "parent_kind",
    "votes_for",
    "votes_against",
    "votes_mixed",
    "created_at",
    "channel",
    "hidden",
)
MOST_OPTIONS = {"column", "value", "values", "html", "host"}


@dataclass(frozen=True)
class Cell:
    """Where a field is found: in a column, or the same everywhere.

    `values` translates what the file says (« pour » → « for »); `html` takes markup off; `host`
    keeps the host name of an address.
    """

    column: str = ""
    value: str = ""
    values: dict[str, str] = field(default_factory=dict)
    html: bool = False
    host: bool = False

    def read(self, cells: dict[str, str]) -> str:
        raw = cells.get(self.column, "") if self.column else self.value
        raw = raw.strip()
        if self.host:
            raw = urlsplit(raw).netloc or raw
        return self.values.get(raw, raw)


@dataclass(frozen=True)
class Mapping:
    """The kind of row a file holds (a word of its own platform), and a cell for each field."""

    kind: str
    cells: dict[str, Cell]

    def read(self, name: str, cells: dict[str, str]) -> str:
        cell = self.cells.get(name)
        return cell.read(cells) if cell else ""

    def is_html(self, name: str) -> bool:
        return name in self.cells and self.cells[name].html

    def check(self, source: Source) -> None:
        """Raise Unreadable for a column that the file does not have."""
        wanted = {cell.column for cell in self.cells.values() if cell.column}
        absent = sorted(wanted - set(source.columns))
        if absent:
            raise Unreadable(
                _("Colonnes absentes du fichier : %(absent)s. Il contient : %(present)s.")
                % {"absent": ", ".join(absent), "present": ", ".join(source.columns)}
            )


def read_mapping(words: Sequence[str]) -> Mapping:
    """Read a mapping: one JSON file, or `field=column` (`field:=value` for a constant).

    Raises Unreadable with the sentence for whoever wrote it.
    """
    if len(words) == 1 and "=" not in words[0]:
        return _from_json(Path(words[0]))
    given: dict[str, Any] = {}
    kind = ""
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise Unreadable(
                _("« %(word)s » ne se lit pas : écrivez champ=colonne.") % {"word": word}
            )
        if name.rstrip(":") == "kind":
            kind = value
        elif name.endswith(":"):
            given[name[:-1]] = {"value": value}
        else:
            given[name] = value
    return _mapping(kind, given)


def _from_json(path: Path) -> Mapping:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(
            _("La correspondance « %(path)s » ne se lit pas : %(error)s.")
            % {"path": path, "error": error}
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("fields"), dict):
        raise Unreadable(_("La correspondance doit contenir « fields » : champ et colonne."))
    return _mapping(str(data.get("kind", "")), data["fields"])


def _mapping(kind: str, given: dict[str, Any]) -> Mapping:
    unknown = sorted(set(given) - set(FIELDS))
    if unknown:
        raise Unreadable(
            _("Champs inconnus : %(unknown)s. Les champs sont : %(fields)s.")
            % {"unknown": ", ".join(unknown), "fields": ", ".join(FIELDS)}
        )
    cells = {name: _cell(name, value) for name, value in given.items()}
    if "id" not in cells or not {"title", "body"} & cells.keys():
        raise Unreadable(_("Dites au moins où sont « id » et « title » ou « body »."))
    return Mapping(kind, cells)


def _cell(name: str, value: Any) -> Cell:
    if isinstance(value, str):
        return Cell(column=value)
    if isinstance(value, dict) and value.keys() <= MOST_OPTIONS:
        values = {str(key): str(word) for key, word in value.get("values", {}).items()}
        return Cell(**{**value, "values": values})
    raise Unreadable(_("Le champ « %(name)s » est mal décrit.") % {"name": name})
