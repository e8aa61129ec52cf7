"""Questions as the heart, the exports, the receipts and the editors need them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.components.questions import actions, exports, queries, results
from consultations.components.questions.editor import DeskEditor
from consultations.ladder import Rung
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, OwnWords, Quotation, Table


class QuestionsComponent(Component):
    """Questions of residents, and public answers within a promised delay."""

    kind = "questions"
    label = _("Questions à l’organisme")
    summary = _("Posez une question. La réponse est publique, dans un délai promis.")
    act = _("Poser une question")
    lowest_rung = Rung.INFORMATION
    results_template = "questions/_results.html"
    editor = DeskEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        actions.create_desk(step)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        actions.create_desk(target, like=step.question_desk)

    def reading_url(self, step: Step) -> str:
        return reverse("questions:to_answer", args=[step.consultation.slug, step.pk])

    def payload(self, contribution: Contribution) -> Any:
        return queries.payload(contribution)

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        return queries.payloads(step)

    def lines(self, contribution: Contribution) -> list[Line]:
        question = getattr(contribution, "public_question", None)
        if question is None:
            return []
        said = [
            (_("Au nom de"), contribution.council.name if contribution.council else ""),
            (_("Votre question"), question.text),
            (_("Précisions"), question.details),
        ]
        return [Line(str(label), str(words)) for label, words in said if words]

    def excerpt(self, contribution: Contribution) -> str:
        return str(contribution.public_question.text)

    def quotations(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, Quotation]]:
        """Fetch all the questions at once."""
        prefetch_related_objects(list(contributions), "public_question")
        return super().quotations(contributions)

    def own_words(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, OwnWords]]:
        """Give the question with what its author added to it."""
        prefetch_related_objects(list(contributions), "public_question")
        for contribution in contributions:
            question = contribution.public_question
            yield contribution, OwnWords("\n".join(filter(None, (question.text, question.details))))

    def public_url(self, contribution: Contribution) -> str:
        if contribution.state != Contribution.State.PUBLISHED:
            return ""
        step = contribution.step
        place = [step.consultation.slug, step.pk, contribution.tracking_code]
        return reverse("questions:question", args=place)

    def edit_url(self, contribution: Contribution, secret: str) -> str:
        """Give nothing once others support the question, or it is answered: it stays as it is."""
        step = contribution.step
        if not contribution.is_counted or not step.is_open:
            return ""
        question = getattr(contribution, "public_question", None)
        if question is None or question.support_count or question.given_answer:
            return ""
        place = [step.consultation.slug, step.pk, contribution.tracking_code, secret]
        return reverse("questions:correct", args=place)

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results.results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return exports.tables(step)

    def erase(self, contribution: Contribution) -> None:
        actions.erase_words(contribution)

    def tidy(self) -> int:
        return actions.tidy_addresses()


component = QuestionsComponent()
