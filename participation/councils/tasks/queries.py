"""What the pages of tasks need across tables."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator

from participation.councils.queries import former_member, names_in
from participation.councils.space import Space
from participation.councils.tasks.models import Task
from participation.councils.tasks.querysets import TaskQuerySet

PER_PAGE = 20
MINE, DONE = "miennes", "faites"


def tasks_of(space: Space) -> TaskQuerySet:
    """Give the tasks of a space."""
    rows: TaskQuerySet = Task.objects.visible_to(space.person).filter(council=space.council)
    return rows


def page_of_tasks(space: Space, shown: str, number: Any) -> Page[Task]:
    """Give one page of the list: what this person has to do, what is done, or all that is open."""
    rows = tasks_of(space)
    if shown == DONE:
        rows = rows.done().order_by("-done_at", "-pk")
    else:
        rows = rows.open().entrusted_to(space.person) if shown == MINE else rows.open()
        rows = rows.soonest_first()
    page = Paginator(rows, PER_PAGE).get_page(number)
    page.object_list = named(space, page.object_list)
    return page


def named(space: Space, rows: Iterable[Task]) -> list[Task]:
    """Put on each task the names of who does it, who added it and who finished it."""
    tasks = list(rows)
    people = [(task.assignee_id, task.added_by_id, task.done_by_id) for task in tasks]
    names = names_in(space.council, [person for three in people for person in three])
    for task in tasks:
        task.council = space.council
        task.assignee_name = names[task.assignee_id]
        task.added_by_name = names[task.added_by_id]
        task.done_by_name = names[task.done_by_id]
        task.is_free = names[task.assignee_id] == former_member()
    return tasks
