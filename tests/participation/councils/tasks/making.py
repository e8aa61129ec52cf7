"""Tasks that exist in tests, made by the actions that make them on the site."""

from itertools import count
from typing import Any

from participation.accounts.models import Account
from participation.councils.models import Council
from participation.councils.tasks.actions import add_task
from participation.councils.tasks.models import Task

_numbers = count(1)


def make_task(
    council: Council, actor: Account, assignee: Account | None = None, **fields: Any
) -> Task:
    fields.setdefault("title", f"Réserver la salle n° {next(_numbers)}")
    return add_task(council, actor=actor, assignee_id=assignee.pk if assignee else None, **fields)
