"""The app of questions to the public body."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "consultations.components.questions"
    label = "questions"
    verbose_name = _("Questions à l’organisme")

    def ready(self) -> None:
        from consultations.components.questions import notifications  # noqa: F401  it listens
