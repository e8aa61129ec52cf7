"""Votes as they are read: by the computation, by receipts, by their own sheet."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Prefetch

from consultations.components.statements.models import Conversation, Sheet, Vote
from consultations.components.statements.opinions.ballots import Ballots, arranged
from consultations.models import Contribution, Step

AT_ONCE = 500


def ballots_of(conversation: Conversation) -> Ballots:
    """Read all votes that count as a matrix: sheets in lines, statements in columns."""
    import numpy as np

    rows = conversation.statements.select_related("contribution").order_by("pk")
    statements = {row.pk: row for row in rows}
    counted = Contribution.objects.counted().filter(step=conversation.step_id)
    sheets = Sheet.objects.filter(conversation=conversation, contribution__in=counted)
    people = list(sheets.order_by("pk").values_list("pk", flat=True))
    votes = Vote.objects.filter(sheet__in=sheets).order_by()
    told = votes.values_list("sheet_id", "statement_id", "value")
    flat = np.fromiter(
        (number for row in told.iterator(chunk_size=20_000) for number in row), dtype=np.int64
    ).reshape(-1, 3)
    items = list(statements)
    return arranged(
        people,
        items,
        np.searchsorted(people, flat[:, 0]) if people else flat[:, 0],
        np.searchsorted(items, flat[:, 1]) if items else flat[:, 1],
        flat[:, 2],
        aside=[pk for pk, row in statements.items() if not row.is_shown],
        meta=[pk for pk, row in statements.items() if row.is_meta],
    )


def votes_of(sheet: Sheet | None) -> dict[int, int]:
    """Give the votes of one sheet, by statement."""
    if sheet is None:
        return {}
    return dict(sheet.votes.order_by("pk").values_list("statement_id", "value"))


def votes_by_statement(contribution: Contribution) -> list[Vote]:
    """Give the votes of a sheet with their statements, in the order of these."""
    rows = Vote.objects.filter(sheet__contribution=contribution)
    return list(rows.select_related("statement__contribution").order_by("statement__number"))


def payload(contribution: Contribution) -> Any:
    """Give what was said as plain data, or None when it is gone; the receipt's hash covers it."""
    try:
        return {"statement": contribution.statement.text}
    except ObjectDoesNotExist:
        pass
    try:
        return _votes(contribution.vote_sheet)
    except ObjectDoesNotExist:
        return None


def payloads(step: Step) -> Iterator[tuple[Contribution, Any]]:
    """Give each counted contribution with its payload, some hundreds at a time."""
    votes = Prefetch("vote_sheet__votes", Vote.objects.select_related("statement").order_by("pk"))
    rows = Contribution.objects.counted().filter(step=step).order_by("pk")
    related = rows.select_related("statement", "vote_sheet").prefetch_related(votes)
    iterator = related.iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(iterator, AT_ONCE)):
        for contribution in chunk:
            yield contribution, payload(contribution)


def _votes(sheet: Sheet) -> dict[str, Any]:
    if "votes" in getattr(sheet, "_prefetched_objects_cache", {}):
        votes = list(sheet.votes.all())
    else:
        votes = list(sheet.votes.select_related("statement").order_by("pk"))
    return {"votes": {str(vote.statement.number): vote.value for vote in votes}}
