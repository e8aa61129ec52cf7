"""The letter on the morning of a task's day: once, to who has it, if it is still to do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, connections

from participation.accounts.models import Account
from participation.base.clock import living_at
from participation.councils.models import Council
from participation.councils.tasks.actions import change_task, finish_task
from participation.councils.tasks.models import Task
from participation.councils.tasks.room import room
from participation.journal.models import Entry
from participation.notifications.models import Letter
from tests.participation.councils.tasks.making import make_task
from tests.participation.councils.threads.making import hear_all

REUNION = "Indian/Reunion"


def at(day: int, hour: int, zone: str = "Europe/Paris") -> datetime:
    return datetime(2027, 3, day, hour, 30, tzinfo=ZoneInfo(zone))


@pytest.fixture
def task(council: Council, councillor: Account, coordinator: Account) -> Task:
    return make_task(council, coordinator, councillor, title="Le secret", due_on=date(2027, 3, 4))


def reminders(day: int, hour: int, zone: str = "Europe/Paris") -> int:
    with living_at(at(day, hour, zone)):
        return room.tidy()


def hear_later() -> None:
    with living_at(at(5, 9)):
        hear_all()


def test_who_has_a_task_is_reminded_once_on_the_morning_of_its_day(
    task: Task, councillor: Account
) -> None:
    hours = [(3, 23), (4, 7), (4, 8), (4, 8), (4, 12), (5, 9)]
    assert [reminders(day, hour) for day, hour in hours] == [0, 0, 1, 0, 0, 0]
    hear_later()
    letter = Letter.objects.get()
    assert (letter.recipient, letter.guard, letter.guarded_id) == (
        councillor.email,
        "council",
        task.council_id,
    )
    assert "secret" not in f"{letter.subject} {letter.text} {letter.html}"
    assert task.get_absolute_url() in letter.text and "4 mars 2027" in letter.text


def test_the_morning_is_the_council_s(task: Task) -> None:
    Council.objects.update(zone=REUNION)
    assert [reminders(4, 7, REUNION), reminders(4, 8, REUNION)] == [0, 1]


def test_a_new_day_brings_a_new_reminder(task: Task, coordinator: Account) -> None:
    assert reminders(4, 9) == 1
    change_task(task, actor=coordinator, due_on=date(2027, 3, 10))
    assert [reminders(5, 9), reminders(10, 9), reminders(10, 10)] == [0, 1, 0]


def test_nobody_is_reminded_of_what_is_done_or_of_what_nobody_does(
    task: Task, council: Council, coordinator: Account
) -> None:
    make_task(council, coordinator, due_on=date(2027, 3, 4))
    make_task(council, coordinator, coordinator)
    finish_task(task, actor=coordinator)
    assert reminders(4, 9) == 0


def test_a_task_done_before_the_letter_is_written_brings_none(
    task: Task, coordinator: Account
) -> None:
    assert reminders(4, 9) == 1
    finish_task(task, actor=coordinator)
    hear_later()
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_remind_once(task: Task) -> None:
    def tick(_number: int) -> int:
        try:
            return reminders(4, 9)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8 if connection.vendor == "postgresql" else 1) as pool:
        assert sum(pool.map(tick, range(8))) == 1
    assert Entry.objects.filter(event="TaskDue").count() == 1
