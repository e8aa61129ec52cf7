"""The app of public meetings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    name = "consultations.components.assembly"
    label = "assembly"
    verbose_name = _("Réunions publiques")

    def ready(self) -> None:
        from consultations.components.assembly import live  # noqa: F401  it opens its streams
