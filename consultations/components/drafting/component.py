"""The shared text as the heart, the exports, the receipts and the editors need it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from consultations.components.drafting import actions, exports, results
from consultations.components.drafting.editor import TextEditor
from consultations.components.drafting.queries import texts
from consultations.ladder import Missing, Rung
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, OwnWords, Quotation, Table

RELATED = ("amendment__wording__article",)


class DraftingComponent(Component):
    """A text in articles that residents amend, a council and a body write, and both adopt."""

    kind = "drafting"
    label = _("Texte commun")
    summary = _("Lisez le texte article par article, amendez-le, soutenez les amendements.")
    act = _("Lire et amender le texte")
    lowest_rung = Rung.CO_CONSTRUCTION
    results_template = "drafting/_results.html"
    editor = TextEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        actions.create_text(step)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        actions.create_text(target, like=step.shared_text)

    def missing(self, step: Step) -> list[Missing]:
        text = step.shared_text
        found = []
        if not text.latest:
            found.append(Missing("steps", _("Écrivez les articles du texte commun.")))
        if text.council_id is None:
            found.append(
                Missing("steps", _("Choisissez le conseil qui adopte le texte avec vous."))
            )
        return found

    def reading_url(self, step: Step) -> str:
        return reverse("drafting:waiting", args=[step.consultation.slug, step.pk])

    def payload(self, contribution: Contribution) -> Any:
        return texts.payload(contribution)

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        return texts.payloads(step)

    def lines(self, contribution: Contribution) -> list[Line]:
        amendment = getattr(contribution, "amendment", None)
        if amendment is None:
            return []
        said = [
            (_("Article amendé"), str(amendment.wording.article.number)),
            (_("Au nom de"), contribution.council.name if contribution.council else ""),
            (_("Texte proposé"), amendment.body),
            (_("Raison"), amendment.reason),
        ]
        return [Line(str(question), answer) for question, answer in said if answer]

    def excerpt(self, contribution: Contribution) -> str:
        amendment = contribution.amendment
        number = amendment.wording.article.number
        return f"{_now('Article %(number)d') % {'number': number}} — {amendment.excerpt}"

    def quotations(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, Quotation]]:
        """Fetch all the amendments at once."""
        prefetch_related_objects(list(contributions), *RELATED)
        return super().quotations(contributions)

    def own_words(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, OwnWords]]:
        prefetch_related_objects(list(contributions), *RELATED)
        for contribution in contributions:
            amendment = contribution.amendment
            yield contribution, OwnWords(f"{amendment.body}\n\n{amendment.reason}".strip())

    def public_url(self, contribution: Contribution) -> str:
        if contribution.state != Contribution.State.PUBLISHED:
            return ""
        step = contribution.step
        code = contribution.tracking_code
        return reverse("drafting:amendment", args=[step.consultation.slug, step.pk, code])

    def edit_url(self, contribution: Contribution, secret: str) -> str:
        """Until it is published: supports hold for words that no longer change."""
        step = contribution.step
        if contribution.state != Contribution.State.RECEIVED or not step.is_open:
            return ""
        return reverse(
            "drafting:correct",
            args=[step.consultation.slug, step.pk, contribution.tracking_code, secret],
        )

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results.results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return exports.tables(step)

    def erase(self, contribution: Contribution) -> None:
        actions.erase_words(contribution)


component = DraftingComponent()
