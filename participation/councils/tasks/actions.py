"""What changes tasks."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import local, now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.queries.insiders import insiders
from participation.councils.tasks import events
from participation.councils.tasks.models import Task

MORNING = 8  # o'clock, for the council


@transaction.atomic
def add_task(
    council: Council, *, title: str, actor: Any, key: UUID | None = None, **fields: Any
) -> Task:
    """Add a task; `fields` are details, assignee_id, due_on, origin, origin_url.

    The same `key` again, by the same person, gives the task it added.
    """
    task, is_new = Task.objects.get_or_create(
        council=council, added_by=actor, key=key or uuid4(), defaults={"title": one_line(title)}
    )
    if is_new:
        _write(task, actor, **fields)
        record(events.TaskAdded(council_id=council.pk, task_id=task.pk), actor=actor)
    return task


@transaction.atomic
def change_task(task: Task, *, actor: Any, **fields: Any) -> Task:
    """Change what a task says, who does it or by when; a new day brings a new reminder."""
    task = locked(task)
    _write(task, actor, **fields)
    record(events.TaskChanged(council_id=task.council_id, task_id=task.pk), actor=actor)
    return task


def _write(task: Task, actor: Any, **fields: Any) -> None:
    before = task.assignee_id
    for name, value in fields.items():
        setattr(task, name, value)
    task.title, task.details = one_line(task.title), plain(task.details)
    task.origin = one_line(task.origin)
    task.fill_search_text()
    if task.assignee_id != before:
        task.assigned_by, task.assigned_at = actor, now()
    task.save()


@transaction.atomic
def take_task(task: Task, *, actor: Any) -> Task:
    """Take a task that nobody does. Raises Refused when somebody was quicker, or has done it."""
    task = locked(task)
    if task.assignee_id == actor.pk:
        return task
    if task.is_done or task.assignee_id in insiders(task.council):
        raise Refused(_("Quelqu’un vient de prendre cette tâche. Choisissez-en une autre."))
    _write(task, actor, assignee_id=actor.pk)
    record(events.TaskTaken(council_id=task.council_id, task_id=task.pk), actor=actor)
    return task


@transaction.atomic
def finish_task(task: Task, *, actor: Any) -> Task:
    """Say that a task is done; a second time changes nothing."""
    task = locked(task)
    if task.is_done:
        return task
    task.done_at, task.done_by = now(), actor
    task.save(update_fields=["done_at", "done_by"])
    record(events.TaskFinished(council_id=task.council_id, task_id=task.pk), actor=actor)
    return task


@transaction.atomic
def reopen_task(task: Task, *, actor: Any) -> Task:
    """Say that a task is still to do."""
    task = locked(task)
    if not task.is_done:
        return task
    task.done_at, task.done_by = None, None
    task.save(update_fields=["done_at", "done_by"])
    record(events.TaskReopened(council_id=task.council_id, task_id=task.pk), actor=actor)
    return task


def locked(task: Task) -> Task:
    """Give the task as it is now, and let nobody change it until this transaction ends."""
    found: Task = for_update(Task.objects.select_related("council__framework")).get(pk=task.pk)
    return found


def remind_due() -> int:
    """Remind each assignee on the morning of the day, for the council; say how many were."""
    due = Task.objects.to_remind().select_related("council").order_by("pk")
    return sum(remind(task) for task in due if _day_has_come(task))


def _day_has_come(task: Task) -> bool:
    there = local(now(), task.council.zone)
    return there.hour >= MORNING and task.due_on is not None and task.due_on <= there.date()


@transaction.atomic
def remind(task: Task) -> bool:
    """Remind once for each day that a task was given; an UPDATE decides who of several does."""
    rows = Task.objects.to_remind().filter(pk=task.pk, due_on=task.due_on)
    claimed = rows.order_by().update(reminded_for=task.due_on)
    if claimed:
        record(events.TaskDue(council_id=task.council_id, task_id=task.pk), actor=None)
    return bool(claimed)


@transaction.atomic
def forget_doer(account: Any) -> None:
    """Take a person's name off every task: what they had to do is free again."""
    for name in ("assignee", "assigned_by", "added_by", "done_by"):
        Task.objects.filter(**{name: account}).update(**{name: None})
