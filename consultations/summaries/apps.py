"""The app of summaries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummariesConfig(AppConfig):
    name = "consultations.summaries"
    label = "summaries"
    verbose_name = _("Thèmes de ce qui est dit")

    def ready(self) -> None:
        from consultations.summaries import listeners, queries  # noqa: F401  they listen, and tell
