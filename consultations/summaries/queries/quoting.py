"""Verbatims as readers see them: cut out of what the contribution says now, or not at all."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from consultations.models import Consultation, Contribution
from consultations.summaries.models import Coding, Drafting, Summary, Verbatim
from consultations.summaries.reading import digest, words_of
from participation.base.codes import spaced_code


@dataclass(frozen=True)
class Quote:
    """Somebody's words on a theme, where they stand whole, and how many say nearly the same."""

    text: str
    code: str
    url: str
    stance: str
    alike: int  # others, besides this one
    is_public: bool


def quotes_of(
    summary: Summary, consultation: Consultation, *, public_only: bool
) -> dict[int, list[Quote]]:
    """Give the verbatims of each theme, in a fixed number of queries.

    One whose contribution was withdrawn, hidden or rewritten since is left out; for the public,
    one that is not published too.
    """
    rows = Verbatim.objects.filter(coding__summary=summary, coding__topic__isnull=False)
    if public_only:
        rows = rows.filter(coding__contribution__state=Contribution.State.PUBLISHED)
    else:
        rows = rows.filter(coding__in=Coding.objects.filter(summary=summary).shown())
    found = list(rows.select_related("coding__contribution__step"))
    for row in found:
        row.coding.contribution.consultation = consultation
        row.coding.contribution.step.consultation = consultation
    words = words_of(
        {row.coding.contribution_id: row.coding.contribution for row in found}.values()
    )
    others = _alike(summary, [row.coding for row in found])
    quotes: dict[int, list[Quote]] = {}
    for row in found:
        text = words[row.coding.contribution_id].text[row.start : row.end]
        if digest(text) == row.digest:
            quote = _quote(row.coding, text, others[row.coding.alike])
            quotes.setdefault(row.coding.topic_id or 0, []).append(quote)
    return quotes


def _quote(coding: Coding, text: str, alike: int) -> Quote:
    contribution = coding.contribution
    return Quote(
        text=" ".join(text.split(" ")) if "\n" not in text else " ".join(text.split()),
        code=spaced_code(str(contribution.tracking_code)),
        url=contribution.component.public_url(contribution),
        stance=coding.stance,
        alike=max(0, alike - 1),
        is_public=contribution.state == Contribution.State.PUBLISHED,
    )


def _alike(summary: Summary, codings: list[Coding]) -> Counter[int | None]:
    """Count the contributions that say nearly the same as each quoted one, itself included."""
    groups = {0, *(coding.alike for coding in codings if coding.alike)}
    rows = (
        Coding.objects.filter(summary=summary, alike__in=groups)
        .shown()
        .order_by()
        .values("alike")
        .annotate(number=Count("pk"))
        .order_by("alike")
    )
    return Counter({row["alike"]: row["number"] for row in rows})


def drafted(summary: Summary) -> dict[int, list[Drafting]]:
    """Give what the text service wrote of each theme, while all it comes from still stands."""
    rows = list(
        Drafting.objects.filter(topic__summary=summary, refusal="", topic__is_gone=False).order_by(
            "pk"
        )
    )
    sources = {pk for row in rows for pk in row.source_ids}
    standing = (
        set(
            Coding.objects.filter(summary=summary, contribution__in=sources)
            .shown()
            .values_list("contribution_id", "topic_id")
        )
        if sources
        else set()
    )
    found: dict[int, list[Drafting]] = {}
    for row in rows:
        if all((pk, row.topic_id) in standing for pk in row.source_ids):
            found.setdefault(row.topic_id, []).append(row)
    return found
