"""The officer's workbench: the themes, the contributions of one, and the second reading."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F

from consultations.models import Consultation
from consultations.summaries import ai
from consultations.summaries.engine.agreement import Agreement, agreement
from consultations.summaries.models import Change, Coding, Drafting, SecondReading, Summary, Topic
from consultations.summaries.queries.counting import by_channel, current_summary, newcomers
from consultations.summaries.queries.public import told_topics
from consultations.summaries.reading import words_of
from participation.base.codes import spaced_code

PER_PAGE = 25
LOG_LINES = 20


def desk_page(consultation: Consultation) -> dict[str, Any]:
    """Gather where the work stands: the computation under way, the themes, what may be done."""
    last = Summary.objects.filter(consultation=consultation).order_by("-pk").first()
    context: dict[str, Any] = {
        "consultation": consultation,
        "last": last,
        "is_ai_on": ai.is_on(),
        "summary": None,
    }
    summary = current_summary(consultation.pk)
    if summary is None:
        return context
    topics, whole, aside = told_topics(summary, consultation, public_only=False)
    since = newcomers(summary)
    return {
        **context,
        "summary": summary,
        "topics": topics,
        "whole": whole,
        "aside": aside,
        "aside_count": sum(number for _label, number in aside),
        "since": by_channel(since),
        "since_count": since.total(),
        "unplaced": since.total() - whole.later,
        "last_change": _last_change(summary),
        "sample": sample_of(summary),
        "log": list(
            Drafting.objects.filter(topic__summary=summary)
            .exclude(refusal="")
            .select_related("topic")[:LOG_LINES]
        ),
    }


def _last_change(summary: Summary) -> Change | None:
    if summary.is_signed:
        return None
    return Change.objects.filter(summary=summary, undone_at=None).order_by("-pk").first()


@dataclass(frozen=True)
class Sample:
    """How far the second reading is, and how far both readers agree."""

    size: int
    done: int
    found: Agreement


def sample_of(summary: Summary) -> Sample | None:
    """Give the second reading, if a sample was drawn; the comparison is made now."""
    drawn = SecondReading.objects.filter(coding__in=Coding.objects.filter(summary=summary).shown())
    size = drawn.count()
    if not size:
        return None
    done = drawn.filter(topic__isnull=False).order_by("pk")
    pairs = list(done.values_list("coding__topic_id", "topic_id"))
    return Sample(size, len(pairs), agreement(pairs))


@dataclass(frozen=True)
class Sheet:
    """One contribution on the workbench: its words as they stand now."""

    coding: Coding
    code: str
    text: str
    url: str


def topic_page(summary: Summary, key: str, number: Any, words: str = "") -> dict[str, Any] | None:
    """Gather the contributions of one theme (or those set aside), unread ones first."""
    topic = Topic.objects.filter(summary=summary, key=key, is_gone=False).first()
    if topic is None and key != "aside":
        return None
    mine = Coding.objects.filter(summary=summary, topic=topic).shown()
    if words:
        mine = mine.filter(contribution__in=matching(mine, words))
    rows = mine.select_related("contribution__step").order_by(
        F("read_at").asc(nulls_first=True), "pk"
    )
    page = Paginator(rows, PER_PAGE).get_page(number)
    shown = sheets(summary, list(page.object_list))
    topics = Topic.objects.filter(summary=summary, is_gone=False)
    return {
        "topic": topic,
        "page": page,
        "sheets": shown,
        "topics": list(topics),
        "words": words,
        "key": key,
    }


def matching(codings: Any, words: str) -> list[int]:
    """Find the contributions that say these words, whatever their kind."""
    wanted = words.casefold().split()[:8]
    rows = [row.contribution for row in codings.select_related("contribution__step")]
    said = words_of(rows)
    return [pk for pk, own in said.items() if all(word in own.text.casefold() for word in wanted)]


def sheets(summary: Summary, codings: list[Coding]) -> list[Sheet]:
    """Give contributions with their words, in a fixed number of queries."""
    for coding in codings:
        coding.contribution.consultation = summary.consultation
        coding.contribution.step.consultation = summary.consultation
    words = words_of([coding.contribution for coding in codings])
    return [
        Sheet(
            coding,
            spaced_code(str(coding.contribution.tracking_code)),
            words[coding.contribution_id].text,
            coding.contribution.component.public_url(coding.contribution),
        )
        for coding in codings
    ]


def readings_page(summary: Summary) -> dict[str, Any]:
    """Gather the next contribution of the sample that nobody read again yet."""
    rows = SecondReading.objects.filter(coding__in=Coding.objects.filter(summary=summary).shown())
    waiting = rows.filter(topic=None).select_related("coding__contribution__step").order_by("pk")
    reading = waiting.first()
    return {
        "sample": sample_of(summary),
        "reading": reading,
        "sheet": sheets(summary, [reading.coding])[0] if reading else None,
        "topics": list(Topic.objects.filter(summary=summary, is_gone=False)),
    }
