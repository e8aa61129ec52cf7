"""The app of the journal; it takes the place of recorder when the apps are ready."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "participation.journal"
    label = "journal"
    verbose_name = _("Journal")

    def ready(self) -> None:
        from participation.base.events import use_recorder
        from participation.journal.actions import write_entry

        use_recorder(write_entry)
