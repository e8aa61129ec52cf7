"""How the questions are edited: plain forms, saved by actions; once open, spelling alone."""

from typing import Any

from django.forms import BaseForm, BaseFormSet

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.editor.layout import LayoutForm
from consultations.components.questionnaire.editor.questions import (
    QuestionFormSet,
    question_forms,
)
from consultations.components.questionnaire.editor.wording import WordingForm
from consultations.components.questionnaire.queries import asked_questions, current_version
from consultations.models import Step
from consultations.registry import Editor


class QuestionnaireEditor(Editor):
    """The questions of a step. While they are free, `layout` and `questions`; then `wording`."""

    template = "questionnaire/editor.html"

    def forms(
        self, step: Step, data: Any = None, files: Any = None
    ) -> dict[str, BaseForm | BaseFormSet[Any]]:
        version = current_version(step)
        asked = asked_questions(version) if version else []
        if version is not None and version.is_frozen:
            return {"wording": WordingForm(asked, data)}
        return {
            "layout": LayoutForm(data, initial={"layout": step.questionnaire.layout}),
            "questions": question_forms(asked, data),
        }

    def save(self, step: Step, forms: dict[str, Any], *, actor: Any) -> None:
        """Write what was typed. Raises Refused or Frozen, with a sentence for the author."""
        if "wording" in forms:
            wording: WordingForm = forms["wording"]
            reason = wording.cleaned_data["reason"]
            actions.mend_wording(step, wording.words(), reason=reason, actor=actor)
            return
        questions: QuestionFormSet = forms["questions"]
        actions.set_layout(step, forms["layout"].cleaned_data["layout"])
        actions.write_questions(step, questions.sections(), actor=actor)
