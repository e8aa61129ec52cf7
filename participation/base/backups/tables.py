"""Counting and hashing every table, in constant memory, whatever the order rows come in."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from django.db import connection

from participation.base.backups.manifest import Table

STEADY = ("TIME ZONE 'UTC'", "DateStyle = 'ISO'", "IntervalStyle = 'postgres'")


def tables_of_postgres() -> dict[str, Table]:
    """Hash the tables of the current database, as the current transaction sees them."""
    with connection.cursor() as cursor:
        for setting in STEADY:
            cursor.execute(f"SET LOCAL {setting}")
        cursor.execute(
            "SELECT quote_ident(tablename), tablename FROM pg_tables WHERE schemaname = 'public' "
            'ORDER BY tablename COLLATE "C"'
        )
        names = cursor.fetchall()
    return {name: _copied(quoted) for quoted, name in names}


def _copied(quoted: str) -> Table:
    # In COPY's text a row is one line: line ends inside a value are written as signs.
    question = f'COPY (SELECT * FROM public.{quoted} t ORDER BY t::text COLLATE "C") TO STDOUT'  # noqa: S608  quoted by the database
    content, rows = sha256(), 0
    with connection.cursor() as cursor, cursor.copy(question) as lines:
        for block in lines:
            content.update(block)
            rows += bytes(block).count(b"\n")
    return Table(rows, content.hexdigest())


def tables_of_sqlite(path: Path) -> dict[str, Table]:
    """Hash the tables of a file of SQLite that nobody writes to."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return {name: _read(file, name) for name in _names(file)}


def _names(file: sqlite3.Connection) -> Iterator[str]:
    known = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    for name, made_by in file.execute(known).fetchall():
        is_virtual = made_by.upper().startswith("CREATE VIRTUAL")  # made of other tables
        if not is_virtual and not name.startswith("sqlite_"):
            yield name


def _read(file: sqlite3.Connection, name: str) -> Table:
    quoted = '"' + name.replace('"', '""') + '"'
    columns = len(file.execute(f"PRAGMA table_info({quoted})").fetchall())
    order = ", ".join(str(number) for number in range(1, columns + 1))
    content, rows = sha256(), 0
    for row in file.execute(f"SELECT * FROM {quoted} ORDER BY {order}"):  # noqa: S608  quoted
        content.update(repr(row).encode("utf-8", "surrogatepass") + b"\n")
        rows += 1
    return Table(rows, content.hexdigest())
