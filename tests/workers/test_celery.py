"""The queue may lose everything without harm."""

import pytest
from django.conf import settings

from participation.journal.models import Entry
from tests.factories import make_public_body
from workers import receivers, tasks
from workers.celery import app


def test_a_killed_worker_gives_its_task_back() -> None:
    assert app.conf.task_acks_late and app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    visibility = app.conf.broker_transport_options["visibility_timeout"]
    assert app.conf.task_time_limit * 5 <= visibility
    assert app.conf.accept_content == ["json"]


def test_a_page_sends_its_tasks_to_our_broker_and_not_to_a_default_one() -> None:
    assert tasks.hear_entry.app is app


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert scheduled <= set(app.tasks)


@pytest.mark.django_db
def test_a_queue_that_is_away_leaves_the_line_to_the_sweeper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(tasks.hear_entry, "apply_async", away)
    make_public_body()
    entry = Entry.objects.latest("pk")
    receivers.enqueue(entry.pk)
    Entry.objects.filter(pk=entry.pk).update(heard_at=None)
    tasks.sweep()
    assert Entry.objects.get(pk=entry.pk).heard_at is not None


def test_tests_use_no_queue_by_default() -> None:
    assert settings.USE_QUEUE is False
