"""What a balancer and Prometheus are told: nothing private, and red when something fails."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from participation.base import measures
from participation.base.clock import now
from participation.journal.chores import begin, end
from participation.journal.models import Entry
from workers import readiness, upkeep
from workers.health import HEARTBEAT

pytestmark = pytest.mark.django_db
TOKEN = "jeton-d-essai"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}


def asked(client: Client) -> tuple[int, list[str]]:
    response = client.get("/readyz")
    failed = {name for name, found in response.json()["checks"].items() if found != "ok"}
    return response.status_code, sorted(failed)


def test_healthz_answers_any_host_and_says_nothing(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz", headers={"Host": "10.1.2.3:8000"})
    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Cache-Control"] == "no-store"


def test_ready_when_all_is_well(client: Client) -> None:
    upkeep.sweep()
    assert asked(client) == (200, [])
    assert list(client.get("/readyz").json()["checks"]) == list(readiness.CHECKS)


def test_a_silent_clock_makes_it_red_and_a_sweep_green_again(client: Client) -> None:
    assert asked(client) == (503, ["clock"])
    upkeep.sweep()
    assert asked(client) == (200, [])


def test_a_line_nobody_hears_makes_it_red(client: Client) -> None:
    upkeep.sweep()
    Entry.objects.create(event="X", at=now(), subject="x:1", next_try_at=now())
    assert asked(client) == (200, [])
    with time_machine.travel(now() + timedelta(minutes=6)):
        begin(HEARTBEAT, timedelta(0))
        end(HEARTBEAT, 0)
        assert asked(client) == (503, ["outbox"])


def test_a_database_and_a_redis_that_are_away_are_named(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    upkeep.sweep()
    settings.REDIS_URL = "redis://127.0.0.1:1"

    def away() -> str:
        raise DatabaseError("password=secret")

    monkeypatch.setitem(readiness.CHECKS, "database", away)
    assert asked(client) == (503, ["database", "redis"])
    settings.METRICS_TOKEN = TOKEN
    assert "secret" not in client.get("/readyz", headers=WITH_TOKEN).text


def test_migrations_to_apply_and_a_full_disk_make_it_red(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upkeep.sweep()
    readiness._applied.cache_clear()
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: [1])
    monkeypatch.setattr(readiness, "LEAST_FREE", 10**18)
    assert asked(client) == (503, ["disk", "migrations"])


def test_figures_are_for_who_has_the_token(client: Client, settings: Any) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    client.get("/demarches/")
    upkeep.sweep()
    told = client.get("/metrics", headers=WITH_TOKEN).text
    assert 'participation_ready{check="clock"} 1.0' in told
    assert 'participation_chore_age_seconds{chore="sweep"}' in told
    assert 'participation_request_seconds_count{method="GET"' in told
    assert "participation_outbox_lines 0.0" in told


def test_a_strange_method_makes_no_figure_of_its_own() -> None:
    measures.note("view", "BREW", 418, 0.1)
    assert b'method="other",status="4xx",view="view"' in measures.exposition()
    assert b"BREW" not in measures.exposition()


def test_the_disk_is_looked_at_before_its_folder_exists(tmp_path: Path) -> None:
    assert readiness.existing(tmp_path / "none" / "yet") == tmp_path
