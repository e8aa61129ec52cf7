"""What differs from one database to another: this module alone knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from zlib import crc32

from django.db import DatabaseError, connection, connections
from django.db.models import Model, Q, QuerySet

SQLITE_OPTIONS = {
    # Without these three, a burst of writers is refused with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def with_our_options(database: dict[str, Any]) -> dict[str, Any]:
    """Complete what `DATABASE_URL` says with the options each engine needs here.

    Pages are served by WSGI threads, so a persistent connection is right on PostgreSQL.
    """
    options = dict(database.get("OPTIONS") or {})
    if "sqlite" in database["ENGINE"]:
        return {**database, "OPTIONS": {**SQLITE_OPTIONS, **options}}
    options.setdefault("application_name", "participation")
    return {
        **database,
        "CONN_MAX_AGE": database.get("CONN_MAX_AGE") or 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def for_update(
    rows: QuerySet[Any], *, skip_locked: bool = False, no_key: bool = False
) -> QuerySet[Any]:
    """Lock the rows until the transaction ends.

    `no_key` lets others go on adding rows that point to them, as nothing but a key would forbid.
    SQLite locks the whole file when an IMMEDIATE transaction begins, so there it adds nothing.
    """
    features = connections[rows.db].features
    if not features.has_select_for_update:
        return rows
    skip = skip_locked and features.has_select_for_update_skip_locked
    return rows.select_for_update(
        of=("self",) if features.has_select_for_update_of else (),
        skip_locked=skip,
        no_key=no_key and features.has_select_for_no_key_update,
    )


_held: set[tuple[str, int]] = set()
_holding = Lock()


@contextmanager
def alone(purpose: str, number: int = 0) -> Iterator[bool]:
    """Say whether nobody else does this now, and hold others off until the end of the block.

    On PostgreSQL the lock dies with the connection, so that a killed process holds nobody up.
    SQLite serves one process alone, which remembers by itself.
    """
    take = _take_on_postgres if connection.vendor == "postgresql" else _take_in_process
    with take(purpose, number) as is_ours:
        yield is_ours


@contextmanager
def _take_on_postgres(purpose: str, number: int) -> Iterator[bool]:
    key = [crc32(purpose.encode()) - 2**31, number % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            _let_go_on_postgres(key)


def _let_go_on_postgres(key: list[int]) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
    except DatabaseError:
        connection.close_if_unusable_or_obsolete()  # and the lock goes with it


@contextmanager
def _take_in_process(purpose: str, number: int) -> Iterator[bool]:
    key = (purpose, number)
    with _holding:
        is_ours = key not in _held
        _held.add(key)
    try:
        yield is_ours
    finally:
        if is_ours:
            with _holding:
                _held.discard(key)


def begins_with(field: str, beginning: str) -> Q:
    """Say that a field begins with a text, in the way an index answers; case matters.

    PostgreSQL has indexes for LIKE. SQLite ignores its own there, and compares signs by their
    number: what begins so stands between the beginning and its last possible continuation.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": beginning, f"{field}__lte": f"{beginning}\U0010ffff"})
    return Q(**{f"{field}__startswith": beginning})


def count_anew(*models: type[Model]) -> None:
    """Let the database count the rows of these tables, by which it chooses how to search them.

    PostgreSQL would do so by itself, a minute after a large import; SQLite never.
    """
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
