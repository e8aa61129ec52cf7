"""Taking over statements and votes from elsewhere: a whole conversation, or nothing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import ImportedRow
from consultations.components.statements.actions.editing import next_number
from consultations.components.statements.models import Conversation, Sheet, Statement, Vote
from consultations.errors import Refused
from consultations.models import Channel, Contribution, ImportBatch, Step


@dataclass(frozen=True)
class TakenStatement:
    source_id: str
    received_at: datetime
    text: str
    is_hidden: bool = False
    is_meta: bool = False


@dataclass(frozen=True)
class TakenVotes:
    """The votes of one person by the source id of the statement; the last of each alone."""

    source_id: str
    received_at: datetime
    votes: Mapping[str, int]
    channel: str = Channel.IMPORTED


@transaction.atomic
def take_over(
    step: Step,
    statements: Sequence[TakenStatement],
    sheets: Sequence[TakenVotes],
    *,
    sha256: tuple[str, str],
    names: tuple[str, str],
    actor: Any,
) -> tuple[ImportBatch, ImportBatch]:
    """Take in the statements of one file and the votes of another.

    Raises IntegrityError when one was taken in before, Refused once receipts are published.
    """
    if hasattr(step.consultation, "ledger"):
        raise Refused(_("La liste des reçus est publiée. On n’ajoute plus rien à la démarche."))
    rows = [
        ImportedRow(one.source_id, one.received_at, is_hidden=one.is_hidden) for one in statements
    ]
    first, envelopes = heart.import_batch(
        step, sha256=sha256[0], name=names[0], rows=rows, actor=actor
    )
    known = _store_statements(step.conversation, statements, envelopes)
    second = take_sheets(step, sheets, known, sha256=sha256[1], name=names[1], actor=actor)
    return first, second


@transaction.atomic
def take_sheets(
    step: Step,
    sheets: Sequence[TakenVotes],
    known: Mapping[str, Statement],
    *,
    sha256: str,
    name: str,
    actor: Any,
) -> ImportBatch:
    """Take in the votes of many people on statements that are here already."""
    rows = [
        ImportedRow(f"votes-{one.source_id}", one.received_at, one.channel, is_published=False)
        for one in sheets
    ]
    batch, envelopes = heart.import_batch(step, sha256=sha256, name=name, rows=rows, actor=actor)
    _store_sheets(step.conversation, sheets, envelopes, known)
    return batch


def _store_statements(
    conversation: Conversation, taken: Sequence[TakenStatement], envelopes: list[Contribution]
) -> dict[str, Statement]:
    first = next_number(conversation)
    statements = [
        Statement(
            conversation=conversation,
            contribution=envelope,
            number=number,
            text=one.text,
            is_meta=one.is_meta,
        )
        for number, (one, envelope) in enumerate(zip(taken, envelopes, strict=True), first)
    ]
    Statement.objects.bulk_create(statements, batch_size=1000)
    heart.seal_batch(envelopes, [{"statement": statement.text} for statement in statements])
    return {one.source_id: row for one, row in zip(taken, statements, strict=True)}


def _store_sheets(
    conversation: Conversation,
    taken: Sequence[TakenVotes],
    envelopes: list[Contribution],
    known: Mapping[str, Statement],
) -> None:
    sheets = [Sheet(contribution=envelope, conversation=conversation) for envelope in envelopes]
    Sheet.objects.bulk_create(sheets, batch_size=1000)
    Vote.objects.bulk_create(
        (
            Vote(sheet=sheet, statement=known[source], value=value)
            for one, sheet in zip(taken, sheets, strict=True)
            for source, value in one.votes.items()
        ),
        batch_size=5000,
    )
    payloads = [
        {"votes": {str(known[source].number): value for source, value in one.votes.items()}}
        for one in taken
    ]
    heart.seal_batch(envelopes, payloads)
