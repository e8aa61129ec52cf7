"""What the debate's pages, receipts and exports need across tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from consultations.components.debate.models import Argument, ArgumentQuerySet, Debate, Side
from consultations.models import Consultation, Contribution, Step

PER_SIDE = 15  # arguments of each side on one page
ANSWERS_SHOWN = 3  # below each; the others are on its own page
ANSWERS_PER_PAGE = 50


def payload_of(argument: Argument) -> dict[str, Any]:
    """Give what the person said as plain JSON data; the receipt's hash covers it."""
    said: dict[str, Any] = {
        "side": argument.side,
        "text": argument.text,
        "answers": argument.parent.contribution.tracking_code if argument.parent else None,
    }
    if corrections := [one.text for one in argument.corrections.all()]:
        said["corrections"] = corrections
    council = argument.contribution.council
    return {**said, "council": council.slug} if council else said


def payload(contribution: Contribution) -> dict[str, Any] | None:
    """Give the payload of a contribution, or None when its words are gone."""
    try:
        argument = contribution.argument
    except ObjectDoesNotExist:
        return None
    return payload_of(argument)


def payloads(step: Step) -> Iterator[tuple[Contribution, Any]]:
    """Give each counted contribution with its payload; None stands for words that are gone."""
    rows = Contribution.objects.counted().filter(step=step).order_by("pk")
    related = rows.select_related("council", "argument__parent__contribution")
    for contribution in related.prefetch_related("argument__corrections").iterator(1000):
        yield contribution, payload(contribution)


def debate_steps(person: Any, slug: str) -> QuerySet[Step]:
    """Give the debates of the consultation at this address, if the person may see it."""
    seen = Consultation.objects.visible_to(person).filter(slug=slug)
    return Step.objects.filter(kind="debate", consultation__in=seen).select_related(
        "consultation__public_body", "debate"
    )


@dataclass(frozen=True)
class Column:
    """One side of the debate on one page: what it shows, and whether there is more before."""

    side: str
    label: str
    arguments: list[Argument]
    has_more: bool


@dataclass(frozen=True)
class Columns:
    """The three sides of the debate on one page."""

    number: int
    sides: list[Column]

    @property
    def has_more(self) -> bool:
        return any(side.has_more for side in self.sides)

    @property
    def is_empty(self) -> bool:
        return not any(side.arguments for side in self.sides)


def columns_of(step: Step, number: Any, *, by_use: bool = False) -> Columns:
    """Give one page of each side, oldest first within it; page 1 holds the latest.

    `by_use` puts those found most useful first. The same queries whatever the length: one for
    each side, one for the answers shown, one for their number.
    """
    page = int(number) if str(number).isdecimal() and 0 < int(number) < 10_000 else 1
    start = (page - 1) * PER_SIDE
    order = ("-useful_count", "-number") if by_use else ("-number",)
    sides = []
    for side in Side:
        rows = Argument.objects.filter(debate=step.debate, side=side, parent=None).placed()
        if by_use:
            rows = rows.published()
        found = list(rows.with_envelope().order_by(*order)[start : start + PER_SIDE + 1])
        shown = found[:PER_SIDE] if by_use else found[:PER_SIDE][::-1]
        sides.append(Column(side.value, str(side.label), shown, len(found) > PER_SIDE))
    dress(step, [one for side in sides for one in side.arguments])
    return Columns(page, sides)


def changed_arguments(debate: Debate, *, after: int, most: int) -> list[Argument]:
    """Give the arguments that changed after this change, or whose answers did, in order."""
    rows = Argument.objects.filter(
        debate=debate, changed__gt=after, changed__lte=debate.last_change
    ).placed()
    touched = {parent or pk for pk, parent in rows.order_by("pk").values_list("pk", "parent_id")}
    found = Argument.objects.filter(pk__in=touched).placed().with_envelope()
    arguments = list(found.order_by("number")[:most])
    dress(debate.step, arguments)
    return arguments


def dress(step: Step, arguments: list[Argument]) -> list[Argument]:
    """Put beside each argument its last answers, how many there are, and its corrections."""
    pks = [argument.pk for argument in arguments]
    placed = Argument.objects.filter(parent__in=pks).placed()
    rank = Window(RowNumber(), partition_by=F("parent"), order_by=F("number").desc())
    last = placed.with_envelope().annotate(rank=rank).filter(rank__lte=ANSWERS_SHOWN)
    answers: dict[int, list[Argument]] = {}
    for answer in last.order_by("number"):
        answers.setdefault(answer.parent_id or 0, []).append(answer)
    counts = dict(placed.order_by().values_list("parent").annotate(number=Count("pk")))
    for argument in arguments:
        argument.shown_answers = answers.get(argument.pk, [])
        argument.answer_count = counts.get(argument.pk, 0)
        latest = argument.shown_answers[-1].number if argument.shown_answers else argument.number
        argument.last_seq = latest or 0
    whole = [*arguments, *(one for some in answers.values() for one in some)]
    prefetch_related_objects(whole, "corrections")
    for one in whole:
        one.contribution.step = step
    return arguments


def answers_of(argument: Argument, number: Any) -> Page[Argument]:
    """Give one page of the answers to an argument, oldest first."""
    rows = Argument.objects.filter(parent=argument).placed().with_envelope()
    ordered = rows.prefetch_related("corrections").order_by("number")
    return Paginator(ordered, ANSWERS_PER_PAGE).get_page(number)


def pinned_in(debate: Debate) -> ArgumentQuerySet:
    """Give what officers put forward, latest first."""
    rows = Argument.objects.filter(debate=debate, pinned_at__isnull=False).published()
    return rows.with_envelope().order_by("-pinned_at")
