"""The app of shared resources."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "participation.councils.library"
    label = "library"
    verbose_name = _("Ressources")

    def ready(self) -> None:
        from participation.councils.library import notifications  # noqa: F401  it listens
