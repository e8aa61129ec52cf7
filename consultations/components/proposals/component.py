"""Proposals as the heart, the exports, the receipts and the editors need them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.components.proposals import actions, exports, queries, results
from consultations.components.proposals.editor import BoxEditor
from consultations.ladder import Rung
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, OwnWords, Quotation, Table


class ProposalsComponent(Component):
    """Proposals of residents, supported by others; outcomes cite and answer them."""

    kind = "proposals"
    label = _("Propositions")
    summary = _("Proposez une idée, lisez celles des autres, soutenez-les.")
    act = _("Faire une proposition")
    lowest_rung = Rung.CONCERTATION
    results_template = "proposals/_results.html"
    editor = BoxEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        actions.create_box(step)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        actions.create_box(target, like=step.proposal_box)

    def reading_url(self, step: Step) -> str:
        return reverse("proposals:to_read", args=[step.consultation.slug, step.pk])

    def payload(self, contribution: Contribution) -> Any:
        return queries.payload(contribution)

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        return queries.payloads(step)

    def lines(self, contribution: Contribution) -> list[Line]:
        proposal = getattr(contribution, "proposal", None)
        if proposal is None:
            return []
        said = [
            (_("Au nom de"), contribution.council.name if contribution.council else ""),
            (_("Votre proposition"), proposal.title),
            (_("Explication"), proposal.text),
            (_("Coût estimé, en euros"), "" if proposal.cost is None else str(proposal.cost)),
            (_("Lieu"), proposal.place),
        ]
        return [Line(str(label), str(words)) for label, words in said if words]

    def excerpt(self, contribution: Contribution) -> str:
        return str(contribution.proposal.title)

    def quotations(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, Quotation]]:
        """Fetch all the proposals at once."""
        prefetch_related_objects(list(contributions), "proposal")
        return super().quotations(contributions)

    def own_words(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, OwnWords]]:
        """Give the title with the text below it."""
        prefetch_related_objects(list(contributions), "proposal")
        for contribution in contributions:
            proposal = contribution.proposal
            yield contribution, OwnWords("\n".join(filter(None, (proposal.title, proposal.text))))

    def public_url(self, contribution: Contribution) -> str:
        if contribution.state != Contribution.State.PUBLISHED:
            return ""
        step = contribution.step
        place = [step.consultation.slug, step.pk, contribution.tracking_code]
        return reverse("proposals:proposal", args=place)

    def edit_url(self, contribution: Contribution, secret: str) -> str:
        """Give nothing once others support the proposal: it stays as it is."""
        step = contribution.step
        if not contribution.is_counted or not step.is_open:
            return ""
        proposal = getattr(contribution, "proposal", None)
        if proposal is None or proposal.supporters:
            return ""
        place = [step.consultation.slug, step.pk, contribution.tracking_code, secret]
        return reverse("proposals:correct", args=place)

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results.results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return exports.tables(step)

    def erase(self, contribution: Contribution) -> None:
        actions.erase_words(contribution)


component = ProposalsComponent()
