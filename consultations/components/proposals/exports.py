"""What officers export of the proposals."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.proposals.models import Proposal
from consultations.models import Contribution, Step
from consultations.registry import Table


def tables(step: Step) -> list[Table]:
    """Give one table, a row for each counted proposal, produced one by one."""
    columns = [
        _("Code de suivi"),
        _("Reçue le"),
        _("Canal"),
        _("Au nom du conseil"),
        _("État"),
        _("Titre"),
        _("Proposition"),
        _("Coût estimé, en euros"),
        _("Lieu"),
        _("Soutiens en ligne"),
        _("Soutiens sur papier"),
    ]
    return [Table(name=_("Propositions"), columns=columns, rows=_rows(step))]


def _rows(step: Step) -> Iterator[list[Any]]:
    counted = Contribution.objects.counted().filter(step=step)
    rows = Proposal.objects.filter(contribution__in=counted).with_envelope().order_by("pk")
    for proposal in rows.iterator(chunk_size=1000):
        yield _row(proposal)


def _row(proposal: Proposal) -> list[Any]:
    """Give one row; a hidden proposal is counted there, without its words."""
    contribution = proposal.contribution
    words = [proposal.title, proposal.text, proposal.cost, proposal.place]
    return [
        contribution.tracking_code,
        contribution.received_at,
        contribution.get_channel_display(),
        contribution.council.name if contribution.council else "",
        contribution.get_state_display(),
        *([""] * len(words) if contribution.is_hidden else words),
        proposal.support_count,
        proposal.paper_count,
    ]
