"""The app of discussions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThreadsConfig(AppConfig):
    name = "participation.councils.threads"
    label = "threads"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        from participation.councils.threads import live, notifications  # noqa: F401  they listen
