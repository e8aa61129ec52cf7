"""Copying the database out and in: pg_dump on PostgreSQL, the backup interface on SQLite."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from participation.base.backups import Impossible
from participation.base.backups.manifest import Table
from participation.base.backups.tables import tables_of_postgres, tables_of_sqlite

DUMPS = {"postgresql": "database.dump", "sqlite": "database.sqlite3"}
UNSAVED = "Les données n'ont pas été touchées."


def dump(folder: Path) -> tuple[Path, dict[str, Table]]:
    """Write the database into a folder; give the file, and its tables at that very instant."""
    path = folder / DUMPS[connection.vendor]
    if connection.vendor == "sqlite":
        _copy_sqlite(path)
        return path, tables_of_sqlite(path)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={path}")
        return path, tables_of_postgres()


def contents() -> dict[str, Table]:
    """Count and hash the tables of the database in use."""
    if connection.vendor == "sqlite":
        with TemporaryDirectory() as folder:
            return dump(Path(folder))[1]
    with transaction.atomic():
        return tables_of_postgres()


def load(path: Path) -> None:
    """Put the database back into an empty one, whole or not at all."""
    if connection.vendor == "sqlite":
        _load_sqlite(path)
    else:
        words = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        _run("pg_restore", *words, str(path))
    connection.close()


def is_empty() -> bool:
    """Say whether the database holds no table yet."""
    return not connection.introspection.table_names()


def empty() -> None:
    """Take every table away; whoever calls has a copy, and was asked twice."""
    if connection.vendor == "postgresql":  # the backup interface of SQLite writes over
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        connection.close()


def _copy_sqlite(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)


def _load_sqlite(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        copy.backup(connection.connection)


def _run(program: str, *words: str) -> None:
    """Run a program of PostgreSQL on the database in use; its password goes by no argument."""
    if not (binary := shutil.which(program)):
        raise Impossible(
            f"Le programme {program} manque. Installez les clients de PostgreSQL "
            "(apt install postgresql-client), de la version du serveur au moins."
        )
    given = connection.settings_dict
    where = {
        "PGHOST": given["HOST"] or given["OPTIONS"].get("host"),
        "PGPORT": given["PORT"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
    }
    environment = os.environ | {name: str(value) for name, value in where.items() if value}
    command = [binary, f"--dbname={given['NAME']}", *words]
    done = subprocess.run(  # noqa: S603  the words are ours
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Impossible(f"{program} a échoué : {done.stderr.strip()[:1000]}")
