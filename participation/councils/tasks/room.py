"""What tasks tell of themselves to the rest of the house."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.text import excerpt
from participation.councils.models import Council
from participation.councils.registry import Found, News, Room, Waiting
from participation.councils.space import Space
from participation.councils.tasks.actions import forget_doer, remind_due
from participation.councils.tasks.models import Task
from participation.councils.tasks.queries import named, tasks_of

MOST = 50


class TasksRoom(Room):
    name = "tasks"
    label = gettext_lazy("Tâches")
    hint = gettext_lazy("Voyez qui fait quoi, et pour quand.")
    rank = 60

    def url(self, council: Council) -> str:
        return reverse("tasks:tasks", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        """Say what others added, entrusted to this person, or finished."""
        recent = Q(added_at__gt=since) | Q(assigned_at__gt=since) | Q(done_at__gt=since)
        rows = tasks_of(space).filter(recent).order_by("-added_at", "-pk")[:MOST]
        told = [news for task in named(space, rows) for news in _news(task, space, since)]
        return sorted(told, key=lambda news: news.at, reverse=True)[:MOST]

    def waiting(self, space: Space) -> Iterable[Waiting]:
        for task in tasks_of(space).open().entrusted_to(space.person).soonest_first()[:MOST]:
            task.council = space.council
            yield Waiting(text=task.title, url=task.get_absolute_url(), until=task.due_on)

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        for task in tasks_of(space).matching(words).order_by("-added_at", "-pk")[:MOST]:
            task.council = space.council
            yield Found(
                title=task.title,
                excerpt=excerpt(task.details),
                url=task.get_absolute_url(),
                at=task.added_at,
            )

    def personal_data(self, account: Any) -> Any:
        """Give the tasks a person added, has, or finished."""
        theirs = Q(assignee=account) | Q(added_by=account) | Q(done_by=account)
        rows = Task.objects.filter(theirs).select_related("council").order_by("added_at", "pk")
        return [_told(task, account) for task in rows] or None

    def forget(self, account: Any) -> None:
        forget_doer(account)

    def tidy(self) -> int:
        return remind_due()


def _news(task: Task, space: Space, since: datetime) -> Iterator[News]:
    me, url = space.person.pk, task.get_absolute_url()
    is_mine = task.assignee_id == me and task.assigned_by_id != me
    if is_mine and not task.is_done and task.assigned_at and task.assigned_at > since:
        text = _("On vous confie une tâche : %(title)s") % {"title": task.title}
        yield News(at=task.assigned_at, text=text, url=url, is_for_me=True)
    elif task.added_at > since and task.added_by_id != me:
        text = _("Nouvelle tâche : %(title)s") % {"title": task.title}
        yield News(at=task.added_at, text=text, url=url, by=task.added_by_name)
    if task.done_at and task.done_at > since and task.done_by_id != me:
        text = _("Tâche faite : %(title)s") % {"title": task.title}
        yield News(at=task.done_at, text=text, url=url, by=task.done_by_name)


def _told(task: Task, account: Any) -> dict[str, Any]:
    return {
        "conseil": str(task.council),
        "tache": task.title,
        "precisions": task.details if task.added_by_id == account.pk else None,
        "ajoutee_par_vous": task.added_by_id == account.pk,
        "confiee_a_vous": task.assignee_id == account.pk,
        "faite_par_vous": task.done_by_id == account.pk,
        "pour_le": task.due_on.isoformat() if task.due_on else None,
        "faite_le": task.done_at.isoformat() if task.done_at else None,
    }


room = TasksRoom()
