"""The app of tasks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "participation.councils.tasks"
    label = "tasks"
    verbose_name = _("Tâches")

    def ready(self) -> None:
        from participation.councils.tasks import notifications  # noqa: F401  it listens
