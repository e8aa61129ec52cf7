"""Putting what arrives later into the themes that are there, in a few milliseconds each."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from consultations.models import Contribution
from consultations.summaries import events
from consultations.summaries.actions.coding import lock_unsigned
from consultations.summaries.engine.placing import Memory, place
from consultations.summaries.models import Coding, Summary, Topic
from consultations.summaries.reading import words_of
from participation.base.events import record

AT_ONCE = 500


@transaction.atomic
def place_arrivals(summary: Summary, *, actor: Any) -> int:
    """Put each contribution that came since into the theme it follows most; say how many.

    One that follows none goes to the others. A repeat finds nothing more to place.
    """
    summary = lock_unsigned(summary)
    topics = list(Topic.objects.filter(summary=summary, is_gone=False))
    placed = 0
    for batch in _batches(arrivals(summary)):
        rows = list(_placed(summary, topics, batch))
        placed += len(Coding.objects.bulk_create(rows, ignore_conflicts=True))
    if placed:
        event = events.ArrivalsPlaced(
            consultation_id=summary.consultation_id, summary_id=summary.pk, count=placed
        )
        record(event, actor=actor)
    return placed


def arrivals(summary: Summary) -> Any:
    """Give the contributions that came since, and are in no theme yet."""
    rows = Contribution.objects.filter(consultation=summary.consultation_id).shown()
    known = Coding.objects.filter(summary=summary).values("contribution_id")
    return rows.exclude(pk__in=known)


def _batches(rows: Any) -> Iterable[list[Contribution]]:
    batch: list[Contribution] = []
    for row in rows.select_related("step").order_by("pk").iterator(chunk_size=AT_ONCE):
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _placed(summary: Summary, topics: list[Topic], batch: list[Contribution]) -> Iterable[Coding]:
    memory = Memory.from_json(summary.memory)
    named = [topic for topic in topics if not topic.is_other]
    other = next((topic for topic in topics if topic.is_other), None)
    for contribution_id, said in words_of(batch).items():
        found = place(said.text, memory, [topic.weights for topic in named])
        topic = named[found] if found >= 0 else other
        has_text = bool(said.text.strip())
        yield Coding(
            summary=summary,
            contribution_id=contribution_id,
            topic=topic if has_text else None,
            aside="" if topic and has_text else _why(has_text),
            stance=said.stance[:10],
            came_later=True,
        )


def _why(has_text: bool) -> str:
    return Coding.Aside.NO_SUBJECT if has_text else Coding.Aside.NO_TEXT
