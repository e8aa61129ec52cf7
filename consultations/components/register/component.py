"""The register as the heart, the exports, the receipts and the editors need it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.components.register import actions, exports, queries, results
from consultations.components.register.editor import RegisterEditor
from consultations.ladder import Rung
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, OwnWords, Quotation, Table

LONG_ENOUGH = 20  # words of a text that says by itself what it is about


class RegisterComponent(Component):
    """Free contributions, read by everybody, and answers to them."""

    kind = "register"
    label = _("Registre")
    summary = _("Écrivez librement, lisez les autres et répondez-leur.")
    act = _("Écrire dans le registre")
    lowest_rung = Rung.CONSULTATION
    results_template = "register/_results.html"
    editor = RegisterEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        actions.create_register(step)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        actions.create_register(target, like=step.register)

    def reading_url(self, step: Step) -> str:
        return reverse("register:waiting", args=[step.consultation.slug, step.pk])

    def payload(self, contribution: Contribution) -> Any:
        return queries.payload(contribution)

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        return queries.payloads(step)

    def lines(self, contribution: Contribution) -> list[Line]:
        entry = getattr(contribution, "entry", None)
        if entry is None:  # begun, and nothing written yet
            return []
        parent = entry.parent
        said = [
            (_("En réponse à"), parent.heading if parent else entry.absent_parent),
            (_("Au nom de"), contribution.council.name if contribution.council else ""),
            (_("Titre"), entry.title),
            (_("Votre texte"), entry.body),
            (_("Thème"), entry.theme),
            (_("Position"), entry.get_stance_display()),
        ]
        return [Line(str(question), str(answer)) for question, answer in said if answer]

    def excerpt(self, contribution: Contribution) -> str:
        entry = contribution.entry
        return f"{entry.title} — {entry.excerpt}" if entry.title and entry.body else entry.heading

    def quotations(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, Quotation]]:
        """Fetch all the entries at once."""
        prefetch_related_objects(list(contributions), "entry")
        return super().quotations(contributions)

    def own_words(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, OwnWords]]:
        """Give the text; a title is read with it where the text is short."""
        prefetch_related_objects(list(contributions), "entry")
        for contribution in contributions:
            entry = contribution.entry
            says_all = len(entry.body.split()) >= LONG_ENOUGH
            parts = (entry.body,) if says_all else (entry.title, entry.body)
            yield contribution, OwnWords("\n".join(filter(None, parts)), entry.stance)

    def public_url(self, contribution: Contribution) -> str:
        if contribution.state != Contribution.State.PUBLISHED:
            return ""
        step = contribution.step
        return reverse(
            "register:entry", args=[step.consultation.slug, step.pk, contribution.tracking_code]
        )

    def edit_url(self, contribution: Contribution, secret: str) -> str:
        step = contribution.step
        if not contribution.is_counted or not step.is_open:
            return ""
        return reverse(
            "register:correct",
            args=[step.consultation.slug, step.pk, contribution.tracking_code, secret],
        )

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results.results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return exports.tables(step)

    def erase(self, contribution: Contribution) -> None:
        actions.erase_words(contribution)


component = RegisterComponent()
