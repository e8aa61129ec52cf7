"""The app of consultations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "consultations"
    label = "consultations"
    verbose_name = _("Démarches")

    def ready(self) -> None:
        from consultations import (  # noqa: F401  they listen
            councils,
            erasure,
            live,
            notifications,
            retention,
        )
