"""Letting the text service write of each theme; what cannot be checked is refused and logged."""

from time import monotonic

from django.db import transaction

from consultations.summaries import events
from consultations.summaries.ai.batches import batches
from consultations.summaries.ai.checking import Sentence, checked
from consultations.summaries.ai.client import Doubtful, ask, is_on
from consultations.summaries.models import Coding, Drafting, Summary, Topic
from consultations.summaries.reading import words_of
from participation.base.events import record

PATIENCE = 60.0  # seconds, for all themes together
PATIENCE_ONCE = 20.0  # seconds, for one load


def draft_themes(summary_id: int, *, patience: float = PATIENCE) -> None:
    """Have each theme written of, theme by theme, within `patience` seconds in all.

    A theme keeps what was written only if every load of its texts was answered and every sentence
    held; otherwise it keeps what the embedded summary says, and the log says why.
    """
    summary = Summary.objects.get(pk=summary_id)
    if not (is_on() and summary.wants_ai and summary.is_done and not summary.is_signed):
        return
    ends_at = monotonic() + patience
    rows: list[Drafting] = []
    for topic in Topic.objects.filter(summary=summary, is_gone=False, is_other=False):
        rows += _draft(topic, ends_at)
    _keep(summary, rows)


def _draft(topic: Topic, ends_at: float) -> list[Drafting]:
    codings = Coding.objects.filter(topic=topic).shown().select_related("contribution__step")
    contributions = [row.contribution for row in codings.order_by("pk")]
    words = words_of(contributions)
    numbers = dict(enumerate(words, start=1))
    begun = monotonic()
    sentences: list[Sentence] = []
    try:
        for load in batches((number, words[pk].text) for number, pk in numbers.items()):
            left = min(PATIENCE_ONCE, ends_at - monotonic())
            sentences += checked(ask(load, patience=left), load)
    except Doubtful as doubt:
        return [Drafting(topic=topic, refusal=str(doubt), milliseconds=_since(begun))]
    return [
        Drafting(
            topic=topic,
            text=sentence.text,
            source_ids=[numbers[number] for number in sentence.ids],
            milliseconds=_since(begun),
        )
        for sentence in sentences
    ]


def _since(begun: float) -> int:
    return round(1000 * (monotonic() - begun))


@transaction.atomic
def _keep(summary: Summary, rows: list[Drafting]) -> None:
    Drafting.objects.bulk_create(rows)
    taken = sum(not row.refusal for row in rows)
    event = events.ThemesDrafted(
        consultation_id=summary.consultation_id,
        summary_id=summary.pk,
        taken=taken,
        refused=len(rows) - taken,
    )
    record(event, actor=None)
