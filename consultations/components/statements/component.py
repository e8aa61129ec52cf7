"""Statements as the heart, the exports, the receipts and the editors need them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations.components.statements import actions, exports, queries, results
from consultations.components.statements.editor import ConversationEditor
from consultations.components.statements.models import Sheet, Statement
from consultations.ladder import Missing, Rung
from consultations.models import Contribution, Step
from consultations.registry import Component, Line, Quotation, Table

LEAST_SEEDS = 3


class StatementsComponent(Component):
    """Short statements to agree or disagree with, and the opinion groups that appear."""

    kind = "statements"
    label = _("Affirmations")
    summary = _("Dites si vous êtes d’accord avec de courtes phrases. Voyez ce qui rassemble.")
    act = _("Voter sur des affirmations")
    lowest_rung = Rung.CONCERTATION
    results_template = "statements/_results.html"
    editor = ConversationEditor()

    def create(self, step: Step, *, template: str, actor: Any) -> None:
        actions.create_conversation(step)

    def copy(self, step: Step, target: Step, *, actor: Any) -> None:
        actions.create_conversation(target, like=step.conversation)

    def missing(self, step: Step) -> list[Missing]:
        if Statement.objects.of(step).shown().count() >= LEAST_SEEDS:
            return []
        return [Missing("steps", _("Écrivez au moins trois affirmations pour commencer."))]

    def reading_url(self, step: Step) -> str:
        return reverse("statements:waiting", args=[step.consultation.slug, step.pk])

    def payload(self, contribution: Contribution) -> Any:
        return queries.payload(contribution)

    def payloads(self, step: Step) -> Iterator[tuple[Contribution, Any]]:
        return queries.payloads(step)

    def lines(self, contribution: Contribution) -> list[Line]:
        statement = getattr(contribution, "statement", None)
        if statement is not None:
            return [Line(_now("Votre affirmation"), statement.text)]
        return [
            Line(_told(vote.statement), str(vote.get_value_display()))
            for vote in queries.votes_by_statement(contribution)
        ]

    def excerpt(self, contribution: Contribution) -> str:
        """Give the statement; of a sheet of votes, which is never public, only how many."""
        statement = getattr(contribution, "statement", None)
        if statement is not None:
            return str(statement.text)
        count = len(queries.votes_by_statement(contribution))
        return ngettext("%(count)d vote", "%(count)d votes", count) % {"count": count}

    def quotations(
        self, contributions: Sequence[Contribution]
    ) -> Iterator[tuple[Contribution, Quotation]]:
        """Fetch all the statements at once."""
        prefetch_related_objects(list(contributions), "statement")
        return super().quotations(contributions)

    def public_url(self, contribution: Contribution) -> str:
        statement = getattr(contribution, "statement", None)
        if statement is None or contribution.state != Contribution.State.PUBLISHED:
            return ""
        return statement_url(contribution.step, statement)

    def edit_url(self, contribution: Contribution, secret: str) -> str:
        step = contribution.step
        if not contribution.is_counted or not step.is_open:
            return ""
        place = [step.consultation.slug, step.pk]
        if Sheet.objects.filter(contribution=contribution).exists():
            return reverse("statements:list", args=place)
        if contribution.statement.votes.exists():
            return ""
        return reverse("statements:correct", args=[*place, contribution.tracking_code, secret])

    def results(self, step: Step, viewer: Any) -> dict[str, Any]:
        return results.results(step, viewer)

    def tables(self, step: Step) -> list[Table]:
        return exports.tables(step)

    def erase(self, contribution: Contribution) -> None:
        actions.erase_votes(contribution)
        actions.erase_words(contribution)

    def refresh(self) -> int:
        return actions.compute_stale()


def statement_url(step: Step, statement: Statement) -> str:
    return reverse("statements:statement", args=[step.consultation.slug, step.pk, statement.number])


def _told(statement: Statement) -> str:
    if statement.is_shown:
        return statement.text
    return _now("Affirmation n° %(number)d, qui n’est plus proposée") % {"number": statement.number}


component = StatementsComponent()
