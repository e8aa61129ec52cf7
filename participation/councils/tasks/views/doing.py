"""Taking a task, doing it, undoing that."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from participation.base.http import safe_next
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_speak
from participation.councils.tasks import actions
from participation.councils.tasks.queries import tasks_of

ACTS = {
    "take": (actions.take_task, _("Vous avez pris cette tâche.")),
    "finish": (actions.finish_task, _("La tâche est faite. Merci.")),
    "reopen": (actions.reopen_task, _("La tâche est de nouveau à faire.")),
}


@writes_space(may_speak)
def act(request: HttpRequest, space: Space, task_id: int) -> HttpResponse:
    """Do what the button says, and go back to where it stood (`next`)."""
    task = get_object_or_404(tasks_of(space).select_related("council"), pk=task_id)
    do, sentence = ACTS.get(request.POST.get("do", ""), (None, ""))
    if do is not None:
        try:
            do(task, actor=space.person)
            messages.success(request, sentence)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(safe_next(request, task.get_absolute_url()))
