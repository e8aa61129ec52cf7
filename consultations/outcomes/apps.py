"""The app of outcomes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    name = "consultations.outcomes"
    label = "outcomes"
    verbose_name = _("Réponses des organismes")

    def ready(self) -> None:
        from consultations.outcomes import notifications  # noqa: F401  it listens
