"""Reminding a member of a task, on the morning of its day; the letter does not say which."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.tasks.events import TaskDue
from participation.councils.tasks.models import Task
from participation.notifications.actions import write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind("task_due", Category.COUNCILS, gettext_lazy("Une tâche à faire"), link="task_url")
)


@listen(TaskDue)
def remind_assignee(heard: Heard) -> None:
    """Write to who has the task now, unless it is done or was given another day meanwhile."""
    task = (
        Task.objects.open()
        .filter(pk=heard.event.task_id, assignee__isnull=False)
        .select_related("assignee", "council")
        .first()
    )
    if task is None or task.due_on != task.reminded_for:
        return
    write_letter(
        entry_id=heard.entry_id,
        to=task.assignee.email,
        kind="task_due",
        subject=_("Une tâche à faire aujourd’hui : %(council)s") % {"council": task.council},
        context={
            "council": task.council,
            "due_on": task.due_on,
            "task_url": absolute(task.get_absolute_url()),
        },
        guard=("council", task.council_id),
    )
