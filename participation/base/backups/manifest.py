"""What a copy holds, counted and hashed, so that any change in it has a name."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from participation.base.backups import Impossible

FORMAT = 1


@dataclass(frozen=True)
class Table:
    """One table: how many rows, and the sha256 of them all in a fixed order."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class File:
    """One file: its size in bytes, and its sha256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """When a copy was made, of which engine, with which tables and files."""

    made_at: str
    engine: str
    tables: dict[str, Table]
    files: dict[str, File] = field(default_factory=dict)

    def to_json(self) -> str:
        told = {"format": FORMAT, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Read a manifest; raises Impossible for one that is damaged or of another format."""
        try:
            told: dict[str, Any] = json.loads(text)
            if told.pop("format") != FORMAT:
                raise Impossible("Cette sauvegarde vient d'une version plus récente.")
            tables = {name: Table(**each) for name, each in told.pop("tables").items()}
            files = {name: File(**each) for name, each in told.pop("files").items()}
            return cls(**told, tables=tables, files=files)
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise Impossible("Le manifeste de cette sauvegarde est abîmé.") from problem


def altered_tables(kept: Mapping[str, Table], found: Mapping[str, Table]) -> Iterator[str]:
    """Name each table that is not as it was."""
    for name in sorted(kept.keys() | found.keys()):
        before, after = kept.get(name), found.get(name)
        if after is None:
            yield f"La table {name} manque."
        elif before is None:
            yield f"La table {name} est en trop."
        elif before.rows != after.rows:
            yield f"La table {name} a {after.rows} lignes au lieu de {before.rows}."
        elif before != after:
            yield f"Des lignes de la table {name} ont changé."


def altered_files(kept: Mapping[str, File], found: Mapping[str, File]) -> Iterator[str]:
    """Name each file that is not as it was."""
    for name in sorted(kept.keys() | found.keys()):
        before, after = kept.get(name), found.get(name)
        if after is None:
            yield f"Le fichier {name} manque."
        elif before is None:
            yield f"Le fichier {name} est en trop."
        elif before != after:
            yield f"Le fichier {name} a changé."
