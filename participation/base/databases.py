"""What differs from one database to another: this module alone knows."""

from typing import Any

from django.db import connections
from django.db.models import QuerySet

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


def for_update(rows: QuerySet[Any], *, skip_locked: bool = False) -> QuerySet[Any]:
    """Lock the rows until the transaction ends.

    SQLite locks the whole file when an IMMEDIATE transaction begins, so there it adds nothing.
    """
    features = connections[rows.db].features
    if not features.has_select_for_update:
        return rows
    skip = skip_locked and features.has_select_for_update_skip_locked
    return rows.select_for_update(
        of=("self",) if features.has_select_for_update_of else (), skip_locked=skip
    )
