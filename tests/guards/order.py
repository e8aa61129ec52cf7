"""Rows whose order nobody asked for come back shuffled, so that no test leans on it by luck."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler

OURS = ("participation.", "consultations.", "cms.", "workers.", "tests.")


@contextmanager
def unordered_rows_are_shuffled() -> Iterator[None]:
    """Add ORDER BY random() to every query on our models that has no order."""
    pairs: Any = SQLCompiler._order_by_pairs
    combine: Any = SQLCompiler.get_combinator_sql

    def order_by_pairs(compiler: Any) -> Iterator[Any]:
        asked = list(pairs(compiler))
        yield from asked
        if not asked and _may_be_shuffled(compiler.query):
            yield OrderBy(Random()), False

    def get_combinator_sql(compiler: Any, *arguments: Any) -> Any:
        for part in compiler.query.combined_queries:
            part.is_part_of_union = True
        return combine(compiler, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "_order_by_pairs", order_by_pairs)
        patch.setattr(SQLCompiler, "get_combinator_sql", get_combinator_sql)
        yield


def _may_be_shuffled(query: Any) -> bool:
    if query.model is None or not query.model.__module__.startswith(OURS):
        return False
    # These may not be ordered by something they do not select, or have no order to speak of.
    return not (query.distinct or query.combinator or query.subquery) and not (
        getattr(query, "is_part_of_union", False)
    )
