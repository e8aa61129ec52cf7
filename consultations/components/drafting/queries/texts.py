"""A shared text as pages show it: articles, amendments below each, versions side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from consultations.components.drafting.models import (
    Amendment,
    AmendmentQuerySet,
    Article,
    SharedText,
    Version,
    Wording,
)
from consultations.models import Consultation, Contribution, Step

SHOWN = 3  # amendments below each article; the others are on its own page
PER_PAGE = 30


def payload_of(amendment: Amendment) -> dict[str, Any]:
    """Give what the person said as plain JSON data; the receipt's hash covers it."""
    said = {
        "article": amendment.wording.article.number,
        "version": amendment.wording.version.number,
        "body": amendment.body,
        "reason": amendment.reason,
    }
    council = amendment.contribution.council
    return {**said, "council": council.slug} if council else said


def payload(contribution: Contribution) -> dict[str, Any] | None:
    """Give the payload of a contribution, or None when its words are gone."""
    try:
        amendment = contribution.amendment
    except ObjectDoesNotExist:
        return None
    return payload_of(amendment)


def payloads(step: Step) -> Iterator[tuple[Contribution, Any]]:
    """Give each counted contribution with its payload; None stands for words that are gone."""
    rows = Contribution.objects.counted().filter(step=step).order_by("pk")
    related = rows.select_related(
        "council", "amendment__wording__article", "amendment__wording__version"
    )
    for contribution in related.iterator(chunk_size=1000):
        yield contribution, payload(contribution)


def drafting_steps(person: Any, slug: str) -> QuerySet[Step]:
    """Give the shared texts of the consultation at this address, if the person may see it."""
    seen = Consultation.objects.visible_to(person).filter(slug=slug)
    return Step.objects.filter(kind="drafting", consultation__in=seen).select_related(
        "consultation__public_body", "shared_text__council"
    )


@dataclass(frozen=True)
class Clause:
    """One article as the page of the text shows it."""

    wording: Wording
    amendments: list[Amendment]
    count: int

    @property
    def article(self) -> Article:
        return self.wording.article


def current_wordings(text: SharedText) -> QuerySet[Wording]:
    rows = Wording.objects.filter(version__shared_text=text, version__number=text.latest)
    return rows.select_related("article", "version").order_by("article__number")


def readable(step: Step) -> AmendmentQuerySet:
    """Give the amendments anyone may read, the most supported first."""
    rows = Amendment.objects.of(step).published().filter(is_erased=False)
    return rows.order_by("-support_count", "pk")


def clauses_of(step: Step) -> list[Clause]:
    """Give the latest words of each article with its first amendments; always as many queries."""
    wordings = list(current_wordings(step.shared_text))
    rows = readable(step)
    rank = Window(
        RowNumber(),
        partition_by=F("wording__article"),
        order_by=[F("support_count").desc(), F("pk").asc()],
    )
    first = rows.with_envelope().annotate(rank=rank).filter(rank__lte=SHOWN)
    by_article: dict[int, list[Amendment]] = {}
    for amendment in first.order_by("-support_count", "pk"):
        amendment.contribution.step = step
        by_article.setdefault(amendment.wording.article_id, []).append(amendment)
    found = rows.order_by().values_list("wording__article").annotate(number=Count("pk"))
    counts = dict(found)
    return [
        Clause(row, by_article.get(row.article_id, []), counts.get(row.article_id, 0))
        for row in wordings
    ]


def amendments_page(step: Step, article: Article, number: Any) -> Page[Amendment]:
    """Give one page of the amendments to an article."""
    rows = readable(step).filter(wording__article=article).with_envelope()
    page = Paginator(rows, PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    for amendment in page.object_list:
        amendment.contribution.step = step
    return page


@dataclass(frozen=True)
class Compared:
    """One article in two versions."""

    number: int
    before: Wording
    after: Wording

    @property
    def is_same(self) -> bool:
        return (self.before.title, self.before.body) == (self.after.title, self.after.body)


def compare(before: Version, after: Version) -> list[Compared]:
    """Give each article in both versions, in order."""
    rows = Wording.objects.filter(version__in=[before, after]).select_related("article")
    found: dict[int, dict[int, Wording]] = {}
    for row in rows.order_by("article__number"):
        found.setdefault(row.article.number, {})[row.version_id] = row
    return [
        Compared(number, pair[before.pk], pair[after.pk])
        for number, pair in found.items()
        if before.pk in pair and after.pk in pair
    ]


def versions_of(text: SharedText) -> list[Version]:
    """Give every version, latest first, with the amendments it took over and its signatures."""
    rows = Version.objects.filter(shared_text=text).order_by("-number")
    found = list(rows.prefetch_related("amendments__contribution", "signatures"))
    for version in found:
        version.shared_text = text
    return found
