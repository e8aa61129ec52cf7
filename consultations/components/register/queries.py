"""What the register's pages, receipts and exports need across tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from consultations.components.register.models import Entry, EntryQuerySet
from consultations.models import Consultation, Contribution, Step

PER_PAGE = 20
ANSWERS_PER_PAGE = 100


def payload_of(entry: Entry) -> dict[str, Any]:
    """Give what the person said as plain JSON data; the receipt's hash covers it."""
    parent = entry.parent
    said = {
        "title": entry.title,
        "body": entry.body,
        "theme": entry.theme,
        "stance": entry.stance,
        "answers": parent.contribution.tracking_code if parent else None,
        "votes": [entry.votes_for, entry.votes_against, entry.votes_mixed],
    }
    council = entry.contribution.council
    return {**said, "council": council.slug} if council else said


def payload(contribution: Contribution) -> dict[str, Any] | None:
    """Give the payload of a contribution, or None when its words are gone."""
    try:
        return payload_of(contribution.entry)
    except ObjectDoesNotExist:
        return None


def payloads(step: Step) -> Iterator[tuple[Contribution, Any]]:
    """Give each counted contribution with its payload; None stands for words that are gone."""
    rows = Contribution.objects.counted().filter(step=step).order_by("pk")
    related = rows.select_related("council", "entry__parent__contribution")
    for contribution in related.iterator(chunk_size=1000):
        yield contribution, payload(contribution)


@dataclass(frozen=True)
class Asked:
    """What a reader asked of the list."""

    words: str = ""
    theme: str = ""
    stance: str = ""
    channel: str = ""
    sort: str = "newest"
    seed: int = 1

    @property
    def is_filtered(self) -> bool:
        return bool(self.theme or self.stance or self.channel or self.sort != "newest")

    @property
    def seeks(self) -> bool:
        """Whether answers are looked through too, and not only what opens a thread."""
        return bool(self.words or self.stance)


def browse(step: Step, asked: Asked) -> EntryQuerySet:
    """Give the published entries that match, in the order asked for."""
    rows = Entry.objects.of(step).published()
    if not asked.seeks:
        rows = rows.filter(parent=None)
    rows = rows.matching(asked.words)
    for name, value in (
        ("theme", asked.theme),
        ("stance", asked.stance),
        ("contribution__channel", asked.channel),
    ):
        rows = rows.filter(**{name: value}) if value else rows
    if asked.sort == "random":
        return rows.shuffled(asked.seed)
    return rows.oldest_first() if asked.sort == "oldest" else rows.newest_first()


def page_of(rows: EntryQuerySet, number: Any, step: Step) -> Page[Entry]:
    """Give one page of the list, each entry with `answer_count`; four queries at most."""
    page = Paginator(rows.with_envelope().select_related("parent__contribution"), PER_PAGE)
    entries = page.get_page(number)
    entries.object_list = list(entries.object_list)
    numbers = _answer_counts(entries.object_list)
    for entry in entries.object_list:
        entry.contribution.step = step
        entry.answer_count = numbers.get(entry.pk, 0)  # type: ignore[attr-defined]
    return entries


def _answer_counts(entries: list[Entry]) -> dict[int, int]:
    """Count the published answers below each: of the whole thread, or under an answer itself."""
    first = [entry.pk for entry in entries if entry.parent_id is None]
    others = [entry.pk for entry in entries if entry.parent_id is not None]
    published = Entry.objects.published().order_by()
    counts: dict[int, int] = {}
    for name, pks in (("root_id", first), ("parent_id", others)):
        if pks:
            rows = published.filter(**{f"{name}__in": pks}).values_list(name)
            counts.update(dict(rows.annotate(number=Count("pk"))))
    return counts


def thread_of(entry: Entry, number: Any) -> tuple[Page[int], list[Entry]]:
    """Give one page of the answers below an entry, each under what it answers.

    An answer that is not published leaves its place, without words, where others answered it:
    `is_shown` says which is which.
    """
    rows = Entry.objects.filter(root_id=entry.root_id or entry.pk)
    in_time = rows.order_by("contribution__received_at", "pk")
    children: dict[int, list[int]] = {}
    shown: set[int] = set()
    for pk, parent_id, state in in_time.values_list("pk", "parent_id", "contribution__state"):
        children.setdefault(parent_id or 0, []).append(pk)
        shown |= {pk} if state == Contribution.State.PUBLISHED else set()
    order = _reading_order(entry.pk, children, shown)
    page = Paginator(order, ANSWERS_PER_PAGE).get_page(number)
    found = Entry.objects.with_envelope().in_bulk(list(page.object_list))
    answers = [found[pk] for pk in page.object_list]
    for answer in answers:
        answer.is_shown = answer.pk in shown  # type: ignore[attr-defined]
    return page, answers


def _reading_order(top: int, children: dict[int, list[int]], shown: set[int]) -> list[int]:
    """Walk the thread depth first, without recursion: threads from elsewhere may be deep."""
    order: list[int] = []
    waiting = list(reversed(children.get(top, [])))
    while waiting:
        pk = waiting.pop()
        order.append(pk)
        waiting.extend(reversed(children.get(pk, [])))
    parents = {pk: parent for parent, pks in children.items() for pk in pks}
    needed: set[int] = set()
    for place in shown.intersection(order):
        while place != top and place not in needed:
            needed.add(place)
            place = parents[place]  # noqa: PLW2901  climbing is the point
    return [pk for pk in order if pk in needed]


def register_steps(person: Any, slug: str) -> QuerySet[Step]:
    """Give the registers of the consultation at this address, if the person may see it."""
    seen = Consultation.objects.visible_to(person).filter(slug=slug)
    return Step.objects.filter(kind="register", consultation__in=seen).select_related(
        "consultation__public_body", "register"
    )


def themes_of(step: Step) -> list[str]:
    """Give the themes a reader may choose: those offered, and those of what was taken over."""
    used = Entry.objects.of(step).published().exclude(theme="").order_by("theme")
    found = used.values_list("theme", flat=True).distinct()
    return list(dict.fromkeys([*step.register.theme_list, *found]))
