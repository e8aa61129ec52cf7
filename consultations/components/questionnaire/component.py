"""The questionnaire as the heart, the exports, the receipts and the editors need it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.editor import QuestionnaireEditor
from consultations.components.questionnaire.exports import tables
from consultations.components.questionnaire.models import AnswerSheet
from consultations.components.questionnaire.queries import (
    answers_of,
    asked_questions,
    current_version,
    sheets_with_answers,
    words_of,
)
from consultations.components.questionnaire.questions import Asked, kind_of
from consultations.components.questionnaire.questions.names import QuestionKind
from consultations.components.questionnaire.results import results
from consultations.ladder import Missing
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, OwnWords, Quotation, Table
from participation.base.text import excerpt

AT_ONCE = 500


class QuestionnaireComponent(Component):
    """Questions, asked one by one, and answers that are counted."""

    kind = "questionnaire"
    label = _("Questionnaire")
    summary = _("Répondez à des questions, à votre rythme. Chaque réponse est comptée.")
    act = _("Répondre au questionnaire")
    once_per_person = True
    results_template = "questionnaire/_results.html"
    editor = QuestionnaireEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        """Start empty (`""` or `blank`), or with the five questions made for a rung."""
        actions.create_questionnaire(step)
        if template in actions.STARTERS:
            questions = actions.STARTERS[template]
            actions.write_questions(step, [{"questions": questions}], actor=actor)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        version = actions.create_questionnaire(target, layout=step.questionnaire.layout)
        newest = current_version(step)
        if newest is not None:
            actions.copy_version(newest, version)

    def missing(self, step: Step) -> list[Missing]:
        version = current_version(step)
        if version is None or not version.questions.exists():
            return [Missing("steps", _("Écrivez au moins une question."))]
        chosen_from = [q for q in asked_questions(version) if kind_of(q).needs_options]
        return [
            Missing("steps", _("Donnez des choix à la question « %(text)s ».") % {"text": q.text})
            for q in chosen_from
            if not q.options or (kind_of(q).needs_rows and not q.rows)
        ]

    def reading_url(self, step: Step) -> str:
        return reverse("questionnaire:reading", args=[step.consultation.slug, step.pk])

    def freeze(self, step: Step) -> None:
        actions.freeze(step)

    def payload(self, contribution: Contribution) -> Any:
        sheet = _sheet(contribution)
        return _payload(sheet, asked_questions(sheet.version)) if sheet else {}

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        questions: dict[int, list[Asked]] = {}
        sheets = sheets_with_answers().select_related("contribution", "version")
        sheets = sheets.filter(contribution__in=Contribution.objects.counted().filter(step=step))
        for sheet in sheets.order_by("pk").iterator(chunk_size=AT_ONCE):
            if sheet.version_id not in questions:
                questions[sheet.version_id] = asked_questions(sheet.version)
            yield sheet.contribution, _payload(sheet, questions[sheet.version_id])

    def lines(self, contribution: Contribution) -> list[Line]:
        sheet = _sheet(contribution)
        if sheet is None:
            return []
        pairs = answers_of(sheet, asked_questions(sheet.version))
        return [
            Line(asked.text, kind_of(asked).line(asked, said), is_private=asked.kind == "file")
            for asked, said in pairs
        ]

    def excerpt(self, contribution: Contribution) -> str:
        """Give the person's own words: nothing else of a sheet is ever public."""
        sheet = _sheet(contribution)
        return _words(sheet, asked_questions(sheet.version)) if sheet else ""

    def quotations(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, Quotation]]:
        for contribution, said in _said(contributions):
            words = excerpt(" — ".join(text for _asked, text in said))
            yield contribution, Quotation(words, self.public_url(contribution))

    def own_words(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, OwnWords]]:
        """Give the long answers: a short one, a name or a place, says nothing of a subject."""
        for contribution, said in _said(contributions):
            texts = [text for asked, text in said if asked.kind == QuestionKind.LONG_TEXT]
            yield contribution, OwnWords("\n".join(texts))

    def public_url(self, contribution: Contribution) -> str:
        if contribution.state != Contribution.State.PUBLISHED:
            return ""
        step = contribution.step
        place = [step.consultation.slug, step.pk, contribution.tracking_code]
        return reverse("questionnaire:published", args=place)

    def edit_url(self, contribution: Contribution, secret: str) -> str:
        if not contribution.is_counted or not contribution.step.is_open:
            return ""
        step = contribution.step
        place = [step.consultation.slug, step.pk, contribution.tracking_code, secret]
        return reverse("questionnaire:correction", args=place)

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return tables(step)

    def erase(self, contribution: Contribution) -> None:
        actions.erase(contribution)

    def tidy(self) -> int:
        return sum(actions.expire_drafts())


def _sheet(contribution: Contribution) -> AnswerSheet | None:
    return sheets_with_answers().filter(contribution=contribution).first()


def _words(sheet: AnswerSheet, questions: list[Asked]) -> str:
    return excerpt(" — ".join(text for _asked, text in words_of(sheet, questions)))


def _said(
    contributions: Sequence[Contribution],
) -> Iterator[tuple[Contribution, list[tuple[Asked, str]]]]:
    """Fetch all the sheets at once, and the questions of each version once."""
    sheets = sheets_with_answers().select_related("version").order_by("pk")
    by_contribution = {
        sheet.contribution_id: sheet for sheet in sheets.filter(contribution__in=contributions)
    }
    versions = {sheet.version_id: sheet.version for sheet in by_contribution.values()}
    questions = {pk: asked_questions(version) for pk, version in versions.items()}
    for contribution in contributions:
        sheet = by_contribution.get(contribution.pk)
        yield contribution, words_of(sheet, questions[sheet.version_id]) if sheet else []


def _payload(sheet: AnswerSheet, questions: list[Asked]) -> dict[str, Any]:
    return {
        "version": sheet.version.number,
        "answers": {
            asked.key: kind_of(asked).payload(asked, said)
            for asked, said in answers_of(sheet, questions)
        },
    }


component = QuestionnaireComponent()
