"""Supporting a proposal, online, or on a sheet of paper that an officer counts."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations.components.proposals.events import (
    ProposalSheetEntered,
    ProposalSupported,
)
from consultations.components.proposals.models import Proposal, Sheet, Support
from consultations.components.proposals.rules import may_enter_sheets
from consultations.errors import Refused, TooLate
from consultations.models import Contribution
from participation.base.databases import for_update
from participation.base.events import record


@transaction.atomic
def change_support(proposal: Proposal, *, voter: str) -> bool:
    """Count a person among the supporters, or no longer; say whether they count.

    `voter` stands for the person in this consultation and tells nobody who they are.
    """
    row = _locked(proposal)
    if not row.contribution.step.is_open:
        raise TooLate(_("Cette étape est close : les soutiens n’y changent plus."))
    _row, is_new = Support.objects.get_or_create(proposal=row, voter=voter)
    if not is_new:
        Support.objects.filter(proposal=row, voter=voter).delete()
    change = F("support_count") + 1 if is_new else F("support_count") - 1
    Proposal.objects.filter(pk=row.pk).update(support_count=change)
    proposal.refresh_from_db(fields=["support_count"])
    record(ProposalSupported(**_ids(row)), actor=None)
    return is_new


@transaction.atomic
def enter_sheet(proposal: Proposal, *, signatures: int, reference: str, actor: Any) -> Sheet:
    """Count the signatures of a paper sheet, once for each sheet; sheets may come after closing.

    Raises Refused for who does not act for the body, and for a sheet that is counted already.
    """
    row = _locked(proposal)
    if not may_enter_sheets(actor, row.contribution.step.consultation):
        raise Refused(_("Seul l’organisme saisit les feuilles de soutien."))
    sheet = Sheet(proposal=row, signatures=signatures, reference=reference)
    try:
        with transaction.atomic():
            sheet.save()
    except IntegrityError as error:
        raise Refused(_("Cette feuille est déjà comptée. Vérifiez sa référence.")) from error
    Proposal.objects.filter(pk=row.pk).update(paper_count=F("paper_count") + signatures)
    proposal.refresh_from_db(fields=["paper_count"])
    record(ProposalSheetEntered(**_ids(row)), actor=actor)
    return sheet


def _locked(proposal: Proposal) -> Proposal:
    """Give the row, held, if it may still be read: what was hidden meanwhile takes no support."""
    rows = Proposal.objects.select_related("contribution__step__consultation")
    row: Proposal = for_update(rows).get(pk=proposal.pk)
    if row.contribution.state != Contribution.State.PUBLISHED:
        raise Refused(_("Cette proposition n’est pas publiée : elle ne reçoit pas de soutien."))
    return row


def _ids(row: Proposal) -> dict[str, int]:
    contribution = row.contribution
    return {
        "consultation_id": contribution.consultation_id,
        "contribution_id": contribution.pk,
    }
