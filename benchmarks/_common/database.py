"""A PostgreSQL database made for one measure and dropped after it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

SERVER = os.environ.get("BENCHMARK_SERVER", "postgres://postgres@127.0.0.1:5432")


TEMPLATE = os.environ.get("BENCHMARK_TEMPLATE", "template1")  # one with our tables saves a minute


@contextmanager
def empty_database(name: str) -> Iterator[str]:
    """Make an empty database, set Django up on it with all its tables, and drop it at the end."""
    server = urlsplit(SERVER)._replace(scheme="postgresql")
    with psycopg.connect(server._replace(path="/postgres").geturl()) as own:
        own.autocommit = True
        own.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        own.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
        try:
            _set_up(server._replace(path=f"/{name}").geturl())
            yield name
        finally:
            _close()
            own.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def sqlite_database(path: Path) -> Iterator[Path]:
    """Set Django up on a new file with all its tables; the file stays."""
    _set_up(f"sqlite:///{path.resolve()}")
    yield path


def _set_up(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participation.settings.test")
    import django  # settings read the address as soon as Django starts

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def _close() -> None:
    from django.db import connections

    connections.close_all()
