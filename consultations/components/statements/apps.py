"""The app of statements."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "consultations.components.statements"
    label = "statements"
    verbose_name = _("Affirmations")

    def ready(self) -> None:
        from consultations.components.statements import listeners  # noqa: F401  they register
