"""The questionnaire as the heart, the exports, the receipts and the editors need it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.editor import QuestionnaireEditor
from consultations.components.questionnaire.exports import tables
from consultations.components.questionnaire.results import results
from consultations.ladder import Missing
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, Table


class QuestionnaireComponent(Component):
    """Questions, asked one by one, and answers that are counted."""

    kind = "questionnaire"
    label = _("Questionnaire")
    summary = _("Répondez à des questions, à votre rythme. Chaque réponse est comptée.")
    once_per_person = True
    results_template = "questionnaire/_results.html"
    editor = QuestionnaireEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        """Start empty (`""` or `blank`), or with the five questions of a rung's template."""
        actions.create_questionnaire(step)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        version = actions.create_questionnaire(target, layout=step.questionnaire.layout)
        newest = step.questionnaire.versions.last()
        if newest is not None:
            actions.copy_version(newest, version)

    def missing(self, step: Step) -> list[Missing]:
        version = step.questionnaire.versions.last()
        if version is None or not version.questions.exists():
            return [Missing("steps", _("Écrivez au moins une question."))]
        return []

    def freeze(self, step: Step) -> None:
        actions.freeze(step)

    def payload(self, contribution: Contribution) -> Any:
        return {}

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        for contribution in Contribution.objects.counted().filter(step=step).order_by("pk"):
            yield contribution, self.payload(contribution)

    def lines(self, contribution: Contribution) -> list[Line]:
        return []

    def excerpt(self, contribution: Contribution) -> str:
        return " — ".join(line.answer for line in self.lines(contribution) if line.answer)

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return tables(step)

    def erase(self, contribution: Contribution) -> None:
        return None


component = QuestionnaireComponent()
