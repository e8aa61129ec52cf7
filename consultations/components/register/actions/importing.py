"""Taking over what was contributed elsewhere, a whole file at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import ImportedRow
from consultations.components.register.actions.writing import Words, attach
from consultations.components.register.models import Entry
from consultations.components.register.queries import payload_of
from consultations.errors import Refused
from consultations.models import Channel, Contribution, ImportBatch, Step


@dataclass(frozen=True)
class TakenOver:
    """One row of a file from elsewhere: its envelope, its words, and what it answers.

    `parent_source` is the source id of a row of the same file or of an earlier one; when nothing
    answers to it the row is kept on its own, and `absent_parent` says what it answered.
    """

    source_id: str
    received_at: datetime
    words: Words
    channel: str = Channel.IMPORTED
    is_hidden: bool = False
    parent_source: str = ""
    absent_parent: str = ""
    votes: tuple[int | None, int | None, int | None] = (None, None, None)
    territory_id: int | None = None


@transaction.atomic
def take_over(
    step: Step, rows: Sequence[TakenOver], *, sha256: str, name: str, actor: Any
) -> ImportBatch:
    """Take in a whole file, or nothing. Rows must come after what they answer.

    Raises IntegrityError when the same file was taken in before, Refused once the list of
    receipts is published: what was counted no longer grows.
    """
    if hasattr(step.consultation, "ledger"):
        raise Refused(_("La liste des reçus est publiée. On n’ajoute plus rien à la démarche."))
    envelopes = [
        ImportedRow(
            row.source_id,
            row.received_at,
            row.channel,
            is_hidden=row.is_hidden,
            territory_id=row.territory_id,
        )
        for row in rows
    ]
    batch, contributions = heart.import_batch(
        step, sha256=sha256, name=name, rows=envelopes, actor=actor
    )
    known = entries_by_source(step, {row.parent_source for row in rows if row.parent_source})
    entries = [
        _entry_of(row, contribution, known)
        for row, contribution in zip(rows, contributions, strict=True)
    ]
    _store_by_depth(entries)
    heart.seal_batch(contributions, [payload_of(entry) for entry in entries])
    return batch


def entries_by_source(step: Step, source_ids: set[str]) -> dict[str, Entry]:
    """Find the entries of this step that earlier files brought, by their source id."""
    found: dict[str, Entry] = {}
    wanted = sorted(source_ids)
    for start in range(0, len(wanted), 500):
        rows = Entry.objects.of(step).filter(
            contribution__batch__isnull=False,
            contribution__source_id__in=wanted[start : start + 500],
        )
        for entry in rows.select_related("contribution", "root"):
            found[entry.contribution.source_id] = entry
    return found


def _entry_of(row: TakenOver, contribution: Contribution, known: dict[str, Entry]) -> Entry:
    """Make the entry beside its envelope, under the one it answers, and remember it."""
    entry = Entry(
        contribution=contribution,
        title=row.words.title,
        body=row.words.body,
        theme=row.words.theme,
        stance=row.words.stance,
        absent_parent=row.absent_parent,
    )
    entry.votes_for, entry.votes_against, entry.votes_mixed = row.votes
    attach(entry, known.get(row.parent_source))
    entry.fill_search_text()
    known[row.source_id] = entry
    return entry


def _store_by_depth(entries: list[Entry]) -> None:
    """Store the first of each thread, then their answers: an answer points to a stored row."""
    for depth in range(max((entry.depth for entry in entries), default=0) + 1):
        level = [entry for entry in entries if entry.depth == depth]
        Entry.objects.bulk_create(level, batch_size=1000)
