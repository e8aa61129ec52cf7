"""What pages of the register need."""

from typing import Any

from django.core.paginator import Page, Paginator

from participation.councils.ballots.models import Decision
from participation.councils.ballots.querysets import DecisionQuerySet
from participation.councils.models import Council
from participation.councils.space import Space

PER_PAGE = 20


def decisions_of(space: Space) -> DecisionQuerySet:
    """Give the decisions of a space that the person may see."""
    rows: DecisionQuerySet = Decision.objects.visible_to(space.person).filter(council=space.council)
    return rows.select_related("superseded_by")


def public_decisions(council: Council) -> DecisionQuerySet:
    """Give what everyone may read of a council's register."""
    rows: DecisionQuerySet = Decision.objects.public().filter(council=council)
    return rows.select_related("superseded_by", "replaces").latest_first()


def page_of(rows: DecisionQuerySet, council: Council, number: str | None) -> Page[Decision]:
    page = Paginator(rows.latest_first(), PER_PAGE).get_page(number)
    within(council, page)
    return page


def within(council: Council, rows: Any) -> Any:
    """Give each decision its council, so that its address asks for nothing more."""
    for decision in rows:
        decision.council = council
    return rows


def to_review(space: Space) -> list[Decision]:
    """Give the decisions whose day to be looked at again has come, and that still hold."""
    rows = decisions_of(space).filter(review_on__lte=space.council.today, superseded_by=None)
    found: list[Decision] = within(space.council, list(rows.order_by("review_on", "pk")[:50]))
    return found


def taken_in(council: Council, source: str) -> list[Decision]:
    """Give the decisions that have one source (`meeting:12`), the first first."""
    rows = Decision.objects.filter(council=council, source=source).select_related("superseded_by")
    found: list[Decision] = within(council, list(rows.order_by("year", "number", "pk")))
    return found
