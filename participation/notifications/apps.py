"""The app of letters and notices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "participation.notifications"
    label = "notifications"
    verbose_name = _("Lettres et avis")

    def ready(self) -> None:
        from participation.notifications import (  # noqa: F401  they listen
            erasure,
            notifications,
            retention,
        )
