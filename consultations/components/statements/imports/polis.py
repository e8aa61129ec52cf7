"""The export of Pol.is: comments.csv and votes.csv, read whole before anything is taken in."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from consultations.components.statements.actions import TakenStatement, TakenVotes
from consultations.components.statements.opinions.reading import Unreadable
from participation.base.text import one_line

OUT = "-1"


@dataclass(frozen=True)
class Plan:
    """What would be taken in, and what is left aside and why."""

    statements: list[TakenStatement]
    sheets: list[TakenVotes]
    replaced: int  # votes that the same person replaced by a later one
    orphans: int  # votes on a statement that the file of comments does not hold
    empty: int  # statements without words
    sha256: tuple[str, str]
    names: tuple[str, str]

    @property
    def votes(self) -> int:
        return sum(len(sheet.votes) for sheet in self.sheets)

    @property
    def hidden(self) -> int:
        return sum(one.is_hidden for one in self.statements)


def make_plan(comments: Path, votes: Path) -> Plan:
    """Read both files. Raises Unreadable when a column is missing or a value makes no sense."""
    rows = list(_rows(comments, {"comment-id", "comment-body", "timestamp"}))
    statements = [_statement(row) for row in rows if one_line(row["comment-body"])]
    known = {one.source_id for one in statements}
    cast = sorted(map(_vote, _rows(votes, {"timestamp", "comment-id", "voter-id", "vote"})))
    orphans = sum(statement not in known for _at, _value, _who, statement in cast)
    last: dict[str, dict[str, int]] = {}
    first: dict[str, int] = {}
    for at, value, who, statement in cast:
        if statement in known:
            last.setdefault(who, {})[statement] = value
            first.setdefault(who, at)
    sheets = [TakenVotes(who, _instant(first[who]), given) for who, given in last.items()]
    return Plan(
        statements,
        sheets,
        len(cast) - orphans - sum(len(sheet.votes) for sheet in sheets),
        orphans,
        len(rows) - len(statements),
        (_digest(comments), _digest(votes)),
        (comments.name, votes.name),
    )


def _statement(row: dict[str, str]) -> TakenStatement:
    return TakenStatement(
        source_id=row["comment-id"].strip(),
        received_at=_instant(int(row["timestamp"])),
        text=one_line(row["comment-body"]),
        is_hidden=(row.get("moderated") or "").strip() == OUT,
        is_meta=(row.get("is-meta") or "").strip().lower() in {"1", "true", "t"},
    )


def _vote(row: dict[str, str]) -> tuple[int, int, str, str]:
    value = int(row["vote"])
    if value not in {-1, 0, 1}:
        raise Unreadable(f"vote : {value}")
    return int(row["timestamp"]), value, row["voter-id"].strip(), row["comment-id"].strip()


def _rows(path: Path, wanted: set[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = wanted - set(reader.fieldnames or ())
        if missing:
            raise Unreadable(f"{path.name} : {', '.join(sorted(missing))}")
        yield from reader


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
