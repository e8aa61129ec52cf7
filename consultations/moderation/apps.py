"""The app of moderation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "consultations.moderation"
    label = "moderation"
    verbose_name = _("Modération")

    def ready(self) -> None:
        from consultations.moderation import notifications  # noqa: F401  it listens
