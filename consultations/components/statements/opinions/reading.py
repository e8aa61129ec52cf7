"""Votes as files: the export of Pol.is, or a matrix of participants and statements."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from consultations.components.statements.opinions.ballots import Ballots, Id, gather, in_order

Rows = Iterable[dict[str, str]]


class Unreadable(Exception):
    """A file that is no export of votes; the message says what is missing."""


@dataclass
class Statements:
    """What the file of comments says: all ids, those moderated out, those about people."""

    ids: list[Id] = field(default_factory=list)
    aside: list[Id] = field(default_factory=list)
    meta: list[Id] = field(default_factory=list)


def read_ballots(votes: Path, comments: Path | None = None) -> Ballots:
    """Read a file of votes, one a line or one participant a line, and the file of comments."""
    known = read_comments(comments) if comments is not None else Statements()
    rows = list(_lines(votes))
    head = rows[0].keys() if rows else _head(votes)
    people: list[Id] = []
    items: list[Id] = []
    if {"comment-id", "voter-id", "vote"} <= set(head):
        cast = _by_vote(rows)
    elif "participant" in head:
        cast, people, items = _by_participant(rows, list(head))
    else:
        raise Unreadable(f"{votes.name}: comment-id, voter-id, vote; or participant, 0, 1, 2 …")
    return gather(
        cast,
        statements=[*known.ids, *items],
        participants=people,
        aside=known.aside,
        meta=known.meta,
    )


def read_comments(path: Path) -> Statements:
    """Read ids and moderation: -1 is out, 0 not moderated, 1 in; `is-meta` where it is told."""
    known = Statements()
    for row in _lines(path):
        if "comment-id" not in row:
            raise Unreadable(f"{path.name}: comment-id, moderated")
        one = identifier(row["comment-id"])
        known.ids.append(one)
        if (row.get("moderated") or "0").strip() == "-1":
            known.aside.append(one)
        if (row.get("is-meta") or "").strip().lower() in {"1", "true", "t"}:
            known.meta.append(one)
    return known


def read_groups(path: Path) -> dict[Id, str]:
    """Read `participant, group`; a participant without a group is in none."""
    found: dict[Id, str] = {}
    for row in _lines(path):
        person = row.get("participant") or row.get("participant-id") or row.get("voter-id")
        group = row.get("group") or row.get("group-id") or ""
        if person is None:
            raise Unreadable(f"{path.name}: participant, group")
        if group.strip():
            found[identifier(person)] = group.strip()
    return found


def identifier(text: str) -> Id:
    """Read an id: a number where it is one, so that 10 comes after 9."""
    clean = text.strip()
    return int(clean) if clean.lstrip("-").isdecimal() else clean


def _lines(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _head(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def _by_vote(rows: list[dict[str, str]]) -> list[tuple[Id, Id, int]]:
    """Read one vote a line, oldest first; of two at the same instant, the greater one is last.

    The order of lines must not matter, so that nothing but the instant and the vote decides.
    """
    told = [
        (
            float(row.get("timestamp") or 0),
            int(float(row["vote"])),
            identifier(row["voter-id"]),
            identifier(row["comment-id"]),
        )
        for row in rows
    ]
    told.sort(key=lambda one: one[:2])
    return [(person, statement, value) for _at, value, person, statement in told]


def _by_participant(
    rows: list[dict[str, str]], head: list[str]
) -> tuple[list[tuple[Id, Id, int]], list[Id], list[Id]]:
    columns = [name for name in head if name.strip().isdecimal()]
    cast = [
        (identifier(row["participant"]), identifier(name), int(float(row[name])))
        for row in rows
        for name in columns
        if row[name].strip()
    ]
    people = in_order({identifier(row["participant"]) for row in rows})
    return cast, people, [identifier(name) for name in columns]
