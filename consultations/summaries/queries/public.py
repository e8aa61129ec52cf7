"""The public pages of signed themes."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404

from consultations.models import Consultation, Contribution
from consultations.queries import quoted
from consultations.summaries.models import Coding, Drafting, Summary, Topic
from consultations.summaries.queries.counting import (
    Tally,
    by_channel,
    newcomers,
    signed_summary,
    tallies,
)
from consultations.summaries.queries.quoting import Quote, drafted, quotes_of
from participation.base.codes import spaced_code

MOST_QUOTES = 4
PER_PAGE = 20


@dataclass
class ToldTopic:
    """One theme as readers see it; every figure is counted now."""

    topic: Topic
    tally: Tally
    share: int
    quotes: list[Quote] = field(default_factory=list)
    sentences: list[Drafting] = field(default_factory=list)


def told_topics(
    summary: Summary, consultation: Consultation, *, public_only: bool
) -> tuple[list[ToldTopic], Tally, list[tuple[str, int]]]:
    """Give the themes that still hold something, the whole, and what was set aside by reason."""
    counts = tallies(summary)
    whole = Tally()
    for part in counts.values():
        whole.add(part)
    quotes = quotes_of(summary, consultation, public_only=public_only)
    sentences = drafted(summary)
    topics = [
        ToldTopic(
            topic,
            counts[topic.pk],
            round(100 * counts[topic.pk].count / whole.count),
            quotes.get(topic.pk, [])[:MOST_QUOTES],
            sentences.get(topic.pk, []),
        )
        for topic in Topic.objects.filter(summary=summary, is_gone=False)
        if topic.pk in counts
    ]
    topics.sort(key=lambda told: (told.topic.is_other, -told.tally.count, told.topic.pk))
    aside = [
        (str(reason.label), counts[reason.value].count)
        for reason in Coding.Aside
        if reason.value in counts
    ]
    return topics, whole, aside


def signed_or_absent(consultation: Consultation) -> Summary:
    """Give what was signed; before that, the page is absent."""
    summary = signed_summary(consultation.pk)
    if summary is None:
        raise Http404
    return summary


def public_page(consultation: Consultation) -> dict[str, Any]:
    """Gather the themes, who validated them, and what came since."""
    summary = signed_or_absent(consultation)
    topics, whole, aside = told_topics(summary, consultation, public_only=True)
    since = newcomers(summary)
    return {
        "consultation": consultation,
        "summary": summary,
        "topics": topics,
        "whole": whole,
        "aside": aside,
        "aside_count": sum(number for _label, number in aside),
        "since": by_channel(since),
        "since_count": since.total(),
        "unread": whole.count - whole.read,
    }


@dataclass(frozen=True)
class Source:
    """One published contribution of a theme."""

    code: str
    excerpt: str
    url: str


def public_theme(consultation: Consultation, key: str, number: Any) -> dict[str, Any]:
    """Gather one theme and the contributions it comes from: published words, others counted."""
    summary = signed_or_absent(consultation)
    topic = Topic.objects.filter(summary=summary, key=key, is_gone=False).first()
    if topic is None:
        raise Http404
    rows = Coding.objects.filter(topic=topic).shown()
    published = rows.filter(contribution__state=Contribution.State.PUBLISHED)
    page = Paginator(
        published.select_related("contribution__step").order_by("-contribution__received_at", "pk"),
        PER_PAGE,
    ).get_page(number)
    contributions = [row.contribution for row in page.object_list]
    for contribution in contributions:
        contribution.consultation = contribution.step.consultation = consultation
    words = quoted(contributions)
    sources = [
        Source(spaced_code(str(c.tracking_code)), words[c.pk].excerpt, words[c.pk].url)
        for c in contributions
    ]
    numbers = Counter(rows.order_by("pk").values_list("contribution__channel", flat=True))
    return {
        "consultation": consultation,
        "summary": summary,
        "topic": topic,
        "page": page,
        "sources": sources,
        "count": numbers.total(),
        "channels": by_channel(numbers),
        "unpublished": numbers.total() - page.paginator.count,
    }
