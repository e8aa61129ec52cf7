"""Writing: adding a task, changing one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from participation.councils.space import Space, writes_space
from participation.councils.standing import may_speak
from participation.councils.tasks import actions
from participation.councils.tasks.forms import TaskForm
from participation.councils.tasks.queries import tasks_of


@writes_space(may_speak)
def add(request: HttpRequest, space: Space) -> HttpResponse:
    """A new task; `?lien=` is the address of what it comes from."""
    link = request.GET.get("lien", "")
    form = TaskForm(request.POST or None, council=space.council, link=link)
    context = {"space": space, "form": form, "task": None}
    if request.method != "POST":
        return render(request, "tasks/write.html", context)
    if not form.is_valid():
        return render(request, "tasks/write.html", context, status=422)
    key = form.key_given()
    return redirect(actions.add_task(space.council, actor=space.person, key=key, **form.given()))


@writes_space(may_speak)
def change(request: HttpRequest, space: Space, task_id: int) -> HttpResponse:
    """What a task says, who does it, by when."""
    task = get_object_or_404(tasks_of(space), pk=task_id)
    form = TaskForm(request.POST or None, council=space.council, task=task)
    context = {"space": space, "form": form, "task": task}
    if request.method != "POST":
        return render(request, "tasks/write.html", context)
    if not form.is_valid():
        return render(request, "tasks/write.html", context, status=422)
    return redirect(actions.change_task(task, actor=space.person, **form.given()))
