"""What changes registers and their entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import ImportedRow, Submission
from consultations.components.register.models import Entry, Register
from consultations.components.register.queries import payload_of
from consultations.errors import Frozen, Refused
from consultations.events import StepEdited
from consultations.models import Channel, Contribution, ImportBatch, Step
from participation.base.events import record


@dataclass(frozen=True)
class Words:
    """What a person writes, already cleaned."""

    body: str
    title: str = ""
    theme: str = ""
    stance: str = ""


@transaction.atomic
def create_register(step: Step, *, like: Register | None = None) -> Register:
    """Give a new step its register, empty, with the settings of another one if told."""
    if like is None:
        return Register.objects.create(step=step)
    return Register.objects.create(
        step=step,
        publication=like.publication,
        takes_answers=like.takes_answers,
        themes=like.themes,
    )


@transaction.atomic
def edit_register(
    register: Register, *, publication: str, takes_answers: bool, themes: str, actor: Any
) -> Register:
    """Change how a register takes contributions; once open, themes may only be added."""
    if register.step.consultation.is_frozen:
        changed = (register.publication, register.takes_answers) != (publication, takes_answers)
        if changed or not set(register.theme_list) <= set(themes.splitlines()):
            raise Frozen(_("La démarche est ouverte : ses règles restent celles promises."))
    register.publication, register.takes_answers = publication, takes_answers
    register.themes = themes
    register.save(update_fields=["publication", "takes_answers", "themes"])
    step = register.step
    record(StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return register


@transaction.atomic
def write(
    step: Step, words: Words, submission: Submission, *, parent: Entry | None = None
) -> Contribution:
    """Take in what a person wrote, and publish it where the register publishes at once.

    Raises TooLate after the deadline, Refused for an answer where none is taken.
    """
    if parent is not None and not step.register.takes_answers:
        raise Refused(_("Ce registre ne prend pas de réponses. Écrivez une contribution."))
    contribution = heart.receive(step, submission)
    if step.register.publishes_at_once:
        contribution.state = Contribution.State.PUBLISHED
        contribution.save(update_fields=["state"])
    entry = Entry(contribution=contribution, title=words.title, body=words.body, theme=words.theme)
    entry.stance = words.stance
    _attach(entry, parent)
    entry.fill_search_text()
    entry.save()
    return heart.seal(contribution, actor=submission.author)


def _attach(entry: Entry, parent: Entry | None) -> None:
    if parent is not None:
        entry.parent, entry.root, entry.depth = parent, parent.root or parent, parent.depth + 1


@transaction.atomic
def rewrite(
    contribution: Contribution, words: Words, *, actor: Any, arrived_at: datetime
) -> Contribution:
    """Let an author change their words while the step is open.

    What was read before it appeared is read again: it waits once more.
    """
    entry = contribution.entry
    entry.title, entry.body = words.title, words.body
    entry.theme, entry.stance = words.theme, words.stance
    entry.fill_search_text()
    entry.save(update_fields=["title", "body", "theme", "stance", "search_text"])
    waits = not contribution.step.register.publishes_at_once
    if waits and contribution.state == Contribution.State.PUBLISHED:
        contribution.state = Contribution.State.RECEIVED
        contribution.save(update_fields=["state"])
    return heart.correct(contribution, actor=actor, arrived_at=arrived_at)


@transaction.atomic
def erase_words(contribution: Contribution) -> None:
    """Remove what a person wrote; the place in the thread stays, so that answers keep theirs."""
    Entry.objects.filter(contribution=contribution).update(
        title="", body="", theme="", stance="", search_text="", is_erased=True
    )


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
    _attach(entry, known.get(row.parent_source))
    entry.fill_search_text()
    known[row.source_id] = entry
    return entry


def _store_by_depth(entries: list[Entry]) -> None:
    """Store the first of each thread, then their answers: an answer points to a stored row."""
    for depth in range(max((entry.depth for entry in entries), default=0) + 1):
        level = [entry for entry in entries if entry.depth == depth]
        Entry.objects.bulk_create(level, batch_size=1000)
