"""The app of meetings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "participation.councils.meetings"
    label = "meetings"
    verbose_name = _("Réunions")

    def ready(self) -> None:
        from participation.councils.meetings import listeners, notifications  # noqa: F401  they listen
