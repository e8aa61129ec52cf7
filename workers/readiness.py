"""Whether the platform can serve people now, told check by check."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import disk_usage

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min

from participation.base.clock import now
from participation.journal.models import Entry
from workers.health import health

LATEST = timedelta(minutes=5)  # a line of the journal is heard within seconds; a sweep takes 30
LEAST_FREE = 500 * 1024**2
SECONDS = 2


@dataclass(frozen=True)
class Check:
    """One thing that must be well, and what was found."""

    name: str
    is_well: bool
    found: str


class NotWell(Exception):
    """What is not well, in one sentence."""


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return connection.vendor


def redis_server() -> str:
    if not settings.REDIS_URL:
        return "none is used"
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS
    ) as client:
        client.ping()
    return "answers"


def migrations() -> str:
    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotWell(f"{len(waiting)} to apply")
    return _applied()


@cache
def _applied() -> str:
    """Remember it: a process lives with the code it began with, and migrations stay applied."""
    return "all applied"


def outbox() -> str:
    due = Entry.objects.waiting().order_by().aggregate(at=Min("next_try_at"))["at"]
    late = now() - due if due else timedelta(0)
    if late > LATEST:
        raise NotWell(f"a line waits for {late.total_seconds():.0f} s")
    return f"{late.total_seconds():.0f} s"


def clock() -> str:
    state = health()
    if not state.is_alive:
        raise NotWell(f"last sweep: {state.beat_at or 'never'}")
    return f"last sweep: {state.beat_at}"


def disk() -> str:
    folder = existing(Path(settings.VAR_DIR))
    free = disk_usage(folder).free
    if free < LEAST_FREE or not os.access(folder, os.W_OK):
        raise NotWell(f"{free // 1024**2} MiB free, or not writable")
    return f"{free // 1024**2} MiB free"


def existing(folder: Path) -> Path:
    """Give the folder, or the nearest one above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.exists())


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "redis": redis_server,
    "migrations": migrations,
    "outbox": outbox,
    "clock": clock,
    "disk": disk,
}


def check(name: str) -> Check:
    """Do one check; whatever it raises is what is not well."""
    if name == "migrations" and _applied.cache_info().currsize:
        return Check(name, True, _applied())
    try:
        return Check(name, True, CHECKS[name]())
    except NotWell as problem:
        return Check(name, False, str(problem))
    except (DatabaseError, redis.RedisError, OSError) as problem:
        return Check(name, False, type(problem).__name__)


def checks() -> list[Check]:
    """Do them all."""
    return [check(name) for name in CHECKS]
