"""One migrated database, made once and copied: for each worker, and after each test that commits.

Migrations take a quarter of a minute. The template is kept beside the copies and is named after
everything it was made from, so that it is made again when a migration changes, and only then.
"""

import hashlib
import os
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from asgiref.sync import SyncToAsync
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
MADE_FROM = ("*/**/migrations/*.py", "*/**/apps.py", "participation/settings/*.py", "uv.lock")


@cache
def template_name() -> str:
    """Name the template after the content of everything that shapes it."""
    content = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            if path.relative_to(ROOT).parts[0] not in {".venv", "var", "tests"}:
                content.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return f"participation_template_{content.hexdigest()[:12]}"


def use(name: str) -> None:
    """Point Django at a database; threads come and go in tests, so no connection is kept."""
    connection.close()
    SyncToAsync.single_thread_executor.submit(connections.close_all).result(10)  # async tests
    for chosen in (settings.DATABASES["default"], connection.settings_dict):
        chosen.update(NAME=name, CONN_MAX_AGE=0)


def migrate() -> None:
    """Build the tables, in full and quietly."""
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


class OnPostgres:
    """Copies by CREATE DATABASE … TEMPLATE: about a third of a second.

    A run holds an advisory lock on each database it uses; what nobody holds is swept away, a
    template the day after: trees of other branches stand side by side, each with its own.
    """

    def __init__(self) -> None:
        self.copy = f"participation_test_{os.getpid()}_{WORKER}"
        self.server = _server()

    def prepare(self) -> None:
        template = template_name()
        building = f"{template}_building"
        self._ask("SELECT pg_advisory_lock_shared(hashtext(%s))", template)
        # Workers come at the same time: one builds, the others wait; other trees build theirs.
        self._ask("SELECT pg_advisory_lock(hashtext(%s))", building)
        if template not in self._names():
            self._build(template, building)
        today = str(datetime.now(UTC).date())
        note = sql.SQL("COMMENT ON DATABASE {} IS {}")
        self.server.execute(note.format(sql.Identifier(template), sql.Literal(today)))
        self._ask("SELECT pg_advisory_unlock(hashtext(%s))", building)
        self._ask("SELECT pg_advisory_lock(hashtext(%s))", self.copy)
        for name, used_on in self._names().items():
            if used_on != today:
                self._sweep(name)
        self.renew()

    def _names(self) -> dict[str, str]:
        """Give our databases, each with the day a template was last used."""
        known = """SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database
                   WHERE starts_with(datname, 'participation_te')"""
        return dict(self._ask(known))

    def renew(self) -> None:
        use(self.copy)
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.copy)
        self._say("CREATE DATABASE {} TEMPLATE {}", self.copy, template_name())

    def remove(self) -> None:
        connection.close()
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.copy)
        self.server.close()

    def _build(self, template: str, building: str) -> None:
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", building)
        self._say("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", building)
        use(building)
        migrate()
        connection.close()
        self._say("ALTER DATABASE {} RENAME TO {}", building, template)

    def _sweep(self, name: str) -> None:
        [(is_free,)] = self._ask("SELECT pg_try_advisory_lock(hashtext(%s))", name)
        if is_free:
            self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            self._ask("SELECT pg_advisory_unlock(hashtext(%s))", name)

    def _ask(self, question: LiteralString, *values: str) -> list[Any]:
        return self.server.execute(question, values).fetchall()

    def _say(self, statement: LiteralString, *names: str) -> None:
        self.server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _server() -> "psycopg.Connection[Any]":
    """Open a connection of our own, beside Django's, that may create databases."""
    given = connection.settings_dict
    return psycopg.connect(
        host=given["HOST"] or given["OPTIONS"].get("host"),  # a unix socket comes as an option
        port=given["PORT"] or None,
        user=given["USER"] or None,
        password=given["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )


class OnSqlite:
    """Copies a file; the folder is the one named in DATABASE_URL.

    Each copy has a name of its own: a thread that is late from the test before may open its file
    again, and would write an empty database over a new one of the same name.
    """

    def __init__(self) -> None:
        self.folder = Path(connection.settings_dict["NAME"]).resolve().parent
        self.template = self.folder / f"{template_name()}.sqlite3"
        self.ours = f"test-{os.getpid()}-{WORKER}"
        self.copies = 0

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.template.exists():
            building = self.folder / f"building-{os.getpid()}.sqlite3"
            use(str(building))
            migrate()
            building.rename(self.template)
        self.renew()

    def renew(self) -> None:
        before = self._path()
        self.copies += 1
        shutil.copy(self.template, self._path())
        use(self._path())
        _unlink(before)

    def remove(self) -> None:
        connection.close()
        _unlink(self._path())

    def _path(self) -> str:
        return str(self.folder / f"{self.ours}-{self.copies}.sqlite3")


def _unlink(database: str) -> None:
    """Remove the file of a SQLite database, and those beside it."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)


def databases() -> OnPostgres | OnSqlite:
    """Give the keeper of the test databases for the engine in use."""
    return OnPostgres() if connection.vendor == "postgresql" else OnSqlite()
