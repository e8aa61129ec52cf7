"""The debate as the heart, the exports, the receipts and the editors need it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.components.debate import actions, exports, queries, results
from consultations.components.debate.editor import DebateEditor
from consultations.ladder import Rung
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, OwnWords, Quotation, Table


class DebateComponent(Component):
    """Arguments on both sides of a question, answered one by one, while everybody looks."""

    kind = "debate"
    label = _("Débat")
    summary = _("Donnez vos arguments, pour ou contre, et répondez à ceux des autres.")
    act = _("Prendre part au débat")
    lowest_rung = Rung.CONCERTATION
    is_room = True
    results_template = "debate/_results.html"
    editor = DebateEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        actions.create_debate(step)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        actions.create_debate(target, like=step.debate)

    def reading_url(self, step: Step) -> str:
        return reverse("debate:waiting", args=[step.consultation.slug, step.pk])

    def payload(self, contribution: Contribution) -> Any:
        return queries.payload(contribution)

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        return queries.payloads(step)

    def lines(self, contribution: Contribution) -> list[Line]:
        argument = getattr(contribution, "argument", None)
        if argument is None:
            return []
        parent = argument.parent
        said = [
            (_("En réponse à"), parent.heading if parent else ""),
            (_("Au nom de"), contribution.council.name if contribution.council else ""),
            (_("Côté"), argument.get_side_display()),
            (_("Votre message"), argument.text),
            *((_("Votre correction"), one.text) for one in argument.corrections.all()),
        ]
        return [Line(str(question), str(answer)) for question, answer in said if answer]

    def excerpt(self, contribution: Contribution) -> str:
        argument = contribution.argument
        return f"{argument.get_side_display()} — {argument.excerpt}"

    def quotations(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, Quotation]]:
        """Fetch all the messages at once."""
        prefetch_related_objects(list(contributions), "argument")
        return super().quotations(contributions)

    def own_words(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, OwnWords]]:
        prefetch_related_objects(list(contributions), "argument")
        for contribution in contributions:
            argument = contribution.argument
            yield contribution, OwnWords(argument.text, argument.side)

    def public_url(self, contribution: Contribution) -> str:
        if contribution.state != Contribution.State.PUBLISHED:
            return ""
        step = contribution.step
        return reverse(
            "debate:argument", args=[step.consultation.slug, step.pk, contribution.tracking_code]
        )

    def edit_url(self, contribution: Contribution, secret: str) -> str:
        step = contribution.step
        if not contribution.is_counted or not step.is_open:
            return ""
        return reverse(
            "debate:correct",
            args=[step.consultation.slug, step.pk, contribution.tracking_code, secret],
        )

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results.results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return exports.tables(step)

    def erase(self, contribution: Contribution) -> None:
        actions.erase_words(contribution)

    def tidy(self) -> int:
        """End the pauses whose time has come."""
        return actions.resume_in_time()


component = DebateComponent()
