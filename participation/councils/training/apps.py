"""The app of trainings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "participation.councils.training"
    label = "training"
    verbose_name = _("Formations")

    def ready(self) -> None:
        from participation.councils.training import notifications  # noqa: F401  it listens
