"""The app of debates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DebateConfig(AppConfig):
    name = "consultations.components.debate"
    label = "debate"
    verbose_name = _("Débats")

    def ready(self) -> None:
        from consultations.components.debate import live  # noqa: F401  it listens, and opens a room
