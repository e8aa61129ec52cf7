"""The words of contributions, as they stand at this very moment."""

import hashlib
from collections.abc import Iterable, Iterator

from consultations.models import Consultation, Contribution
from consultations.registry import OwnWords
from consultations.summaries.engine.summary import Item

AT_ONCE = 500


def items_of(consultation: Consultation) -> Iterator[Item]:
    """Give each contribution that stands and is not hidden, in constant memory, for the engine.

    No name passes: the author is a number, so that nobody is quoted twice on one theme.
    """
    for step in consultation.steps.order_by("position", "pk"):
        step.consultation = consultation
        rows = Contribution.objects.shown().filter(step=step).order_by("pk")
        batch: list[Contribution] = []
        for row in rows.iterator(chunk_size=AT_ONCE):
            row.step, row.consultation = step, consultation
            batch.append(row)
            if len(batch) == AT_ONCE:
                yield from _items(batch)
                batch = []
        yield from _items(batch)


def _items(batch: list[Contribution]) -> Iterator[Item]:
    if not batch:
        return
    for row, said in batch[0].component.own_words(batch):
        yield Item(
            id=f"{row.pk:012}",
            text=said.text,
            author=_author(row),
            stance=said.stance,
            may_quote=row.state == Contribution.State.PUBLISHED,
        )


def _author(row: Contribution) -> str:
    if row.council_id:
        return f"c{row.council_id}"
    return str(row.author_id or "")


def words_of(contributions: Iterable[Contribution]) -> dict[int, OwnWords]:
    """Give what these contributions say now, by their id; each component is asked once."""
    by_kind: dict[str, list[Contribution]] = {}
    for contribution in contributions:
        by_kind.setdefault(contribution.step.kind, []).append(contribution)
    return {
        row.pk: said
        for alike in by_kind.values()
        for row, said in alike[0].component.own_words(alike)
    }


def digest(words: str) -> str:
    """Give what tells later whether quoted words are still the same."""
    return hashlib.sha256(words.encode()).hexdigest()
