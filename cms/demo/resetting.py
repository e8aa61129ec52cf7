"""Emptying a database of demonstration: every table goes, and the migrations make them again."""

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection


def empty_database() -> None:
    """Drop all tables of the default database, then migrate. There is no way back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        else:
            _drop_all(cursor)
    connection.close()
    ContentType.objects.clear_cache()  # their numbers change
    call_command("migrate", verbosity=0)


def _drop_all(cursor: object) -> None:
    """Drop the tables of SQLite, whichever points to which; those of the search go with theirs."""
    run = cursor.execute  # type: ignore[attr-defined]  # Django's cursors are untyped
    run("PRAGMA foreign_keys = OFF")
    virtual = "sql LIKE 'CREATE VIRTUAL%%'"
    for condition in (virtual, f"name NOT LIKE 'sqlite_%%' AND NOT {virtual}"):
        run(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {condition}")  # noqa: S608
        for (name,) in cursor.fetchall():  # type: ignore[attr-defined]
            run(f'DROP TABLE IF EXISTS "{name}"')
