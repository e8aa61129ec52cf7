"""The app of questionnaires."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnaireConfig(AppConfig):
    name = "consultations.components.questionnaire"
    label = "questionnaire"
    verbose_name = _("Questionnaires")

    def ready(self) -> None:
        from consultations.components.questionnaire import notifications  # noqa: F401  it listens
