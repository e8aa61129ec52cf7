"""The app of votes and decisions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    name = "participation.councils.ballots"
    label = "ballots"
    verbose_name = _("Votes et décisions")

    def ready(self) -> None:
        from participation.councils.ballots import notifications  # noqa: F401  it listens
