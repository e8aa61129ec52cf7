"""The app of councils."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "participation.councils"
    label = "councils"
    verbose_name = _("Conseils citoyens et autres instances")

    def ready(self) -> None:
        from participation.councils import (  # noqa: F401  they listen
            erasure,
            live,
            notifications,
            retention,
            topics,
        )
        from participation.councils.actions.attempts import note_attempt
        from participation.councils.space import entry_refused

        entry_refused.connect(note_attempt)
