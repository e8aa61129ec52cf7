"""Votes: one for each person and statement, the last one counts."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.statements.models import Sheet, Statement, Vote
from consultations.errors import AlreadyReceived, Refused
from consultations.models import Contribution, Step
from participation.base.clock import now
from participation.base.databases import for_update


@dataclass(frozen=True)
class Ballot:
    """One vote: on which statement, by its number; which value; who stands behind `person_key`."""

    number: int
    value: int
    person_key: str


@transaction.atomic
def vote(step: Step, ballot: Ballot, submission: Submission) -> Sheet:
    """Take in one vote, and with the first one the sheet itself, with its receipt.

    Raises TooLate after the deadline, Refused when the statement is no longer shown.
    """
    shown = Statement.objects.of(step).shown()
    statement = shown.filter(number=ballot.number).first()
    if statement is None:
        raise Refused(_("Cette affirmation n’est plus proposée. En voici une autre."))
    sheet = _kept(step, ballot)
    if sheet is None:
        sheet, is_new = _begun(step, ballot, submission)
    else:
        is_new = False
    Vote.objects.update_or_create(
        sheet=sheet, statement=statement, defaults={"value": ballot.value}
    )
    if is_new:
        heart.seal(sheet.contribution, actor=submission.author)
    else:
        heart.correct(sheet.contribution, actor=submission.author, arrived_at=submission.arrived_at)
    return sheet


def _kept(step: Step, ballot: Ballot) -> Sheet | None:
    """Find the person's sheet, locked until this vote is counted."""
    rows = Sheet.objects.filter(conversation=step.conversation, person_key=ballot.person_key)
    sheet = for_update(rows.select_related("contribution")).first()
    if sheet is not None:
        sheet.contribution.step, sheet.contribution.consultation = step, step.consultation
    return sheet


def _begun(step: Step, ballot: Ballot, submission: Submission) -> tuple[Sheet, bool]:
    """Begin a sheet, unless the same person has just begun it elsewhere."""
    try:
        with transaction.atomic():
            contribution = heart.receive(step, submission)
            sheet = Sheet.objects.create(
                contribution=contribution,
                conversation=step.conversation,
                person_key=ballot.person_key,
            )
    except (AlreadyReceived, IntegrityError):
        kept = _kept(step, ballot)
        if kept is None:
            raise
        return kept, False
    return sheet, True


@transaction.atomic
def erase_votes(contribution: Contribution) -> None:
    """Remove a sheet and its votes; the person may begin again."""
    Sheet.objects.filter(contribution=contribution).delete()


@transaction.atomic
def forget_votes(account_id: int) -> None:
    """Take back the votes of an erased account while its receipts are not published.

    Afterwards they stay counted, signed by nobody: the published list would no longer hold.
    """
    theirs = Contribution.objects.counted().filter(
        author_id=account_id, vote_sheet__isnull=False, consultation__ledger=None
    )
    for contribution in theirs.select_related("step__consultation", "consultation"):
        _take_back(contribution, actor=None)


def _take_back(contribution: Contribution, *, actor: Any) -> None:
    step = contribution.step
    if step.is_open_at(now()):
        heart.withdraw(contribution, actor=actor, arrived_at=now())
        return
    erase_votes(contribution)
    contribution.state, contribution.sha256 = Contribution.State.WITHDRAWN, ""
    contribution.save(update_fields=["state", "sha256"])
