"""The public meeting as the heart, the exports, the receipts and the editors need it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly import actions, exports, queries, results
from consultations.components.assembly.editor import AssemblyEditor
from consultations.ladder import Missing, Rung
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, OwnWords, Quotation, Table
from participation.base.text import excerpt


class AssemblyComponent(Component):
    """A meeting open to everybody: questions from the floor, turns to speak, polls."""

    kind = "assembly"
    label = _("Réunion publique")
    summary = _("Venez en salle ou à distance, posez vos questions, soutenez celles des autres.")
    act = _("Suivre la réunion")
    lowest_rung = Rung.INFORMATION
    is_room = True
    results_template = "assembly/_results.html"
    editor = AssemblyEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        actions.create_assembly(step)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        actions.create_assembly(target, like=step.assembly)

    def missing(self, step: Step) -> list[Missing]:
        assembly = step.assembly
        found = []
        if assembly.starts_at is None:
            found.append(Missing("steps", _("Donnez le jour et l’heure de la réunion publique.")))
        elif not _within(step):
            found.append(
                Missing("steps", _("La réunion publique doit avoir lieu pendant son étape."))
            )
        if not assembly.place and not assembly.online_url:
            found.append(
                Missing("steps", _("Dites où se tient la réunion publique, en salle ou en ligne."))
            )
        return found

    def reading_url(self, step: Step) -> str:
        return reverse("assembly:desk", args=[step.consultation.slug, step.pk])

    def payload(self, contribution: Contribution) -> Any:
        return queries.payload(contribution)

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        return queries.payloads(step)

    def lines(self, contribution: Contribution) -> list[Line]:
        question = getattr(contribution, "floor_question", None)
        if question is None:
            return []
        said = [
            (_("Votre question"), question.text),
            (_("Suite donnée en réunion"), question.get_state_display()),
            (_("Réponse en bref"), question.answer),
            (_("Motif"), question.reason),
        ]
        return [Line(str(asked), str(answer)) for asked, answer in said if answer]

    def excerpt(self, contribution: Contribution) -> str:
        return excerpt(contribution.floor_question.text, 280)

    def quotations(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, Quotation]]:
        """Fetch all the questions at once."""
        prefetch_related_objects(list(contributions), "floor_question")
        return super().quotations(contributions)

    def own_words(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, OwnWords]]:
        prefetch_related_objects(list(contributions), "floor_question")
        for contribution in contributions:
            yield contribution, OwnWords(contribution.floor_question.text)

    def public_url(self, contribution: Contribution) -> str:
        if contribution.state != Contribution.State.PUBLISHED:
            return ""
        step = contribution.step
        return reverse(
            "assembly:question", args=[step.consultation.slug, step.pk, contribution.tracking_code]
        )

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results.results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return exports.tables(step)

    def erase(self, contribution: Contribution) -> None:
        actions.erase_words(contribution)


def _within(step: Step) -> bool:
    """Say whether questions are taken when the meeting begins: a surprise there would be rude."""
    at, starts, ends = step.assembly.starts_at, step.starts_at, step.ends_at
    assert at is not None
    return (starts is None or starts <= at) and (ends is None or at < ends)


component = AssemblyComponent()
