"""Reading: the list of tasks, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from participation.councils.space import Space, reads_space
from participation.councils.standing import may_speak
from participation.councils.tasks.queries import DONE, MINE, named, page_of_tasks, tasks_of


@reads_space()
def tasks(request: HttpRequest, space: Space) -> HttpResponse:
    """What is to do, soonest first; or one's own; or what is done, latest first."""
    asked = request.GET.get("vue", "")
    shown = asked if asked in (MINE, DONE) else ""
    context = {
        "space": space,
        "shown": shown,
        "page": page_of_tasks(space, shown, request.GET.get("page")),
        "may_speak": space.may(may_speak),
    }
    return render(request, "tasks/tasks.html", context)


@reads_space()
def task(request: HttpRequest, space: Space, task_id: int) -> HttpResponse:
    """One task, whole."""
    found = named(space, [get_object_or_404(tasks_of(space), pk=task_id)])[0]
    context = {"space": space, "task": found, "may_speak": space.may(may_speak)}
    return render(request, "tasks/task.html", context)
