"""Small numbers are not shown, and cannot be worked out from those that are.

The rule. A number from 1 to 4 is masked: so few people could be recognised. Zero is shown, since
it is about nobody. Where numbers add up to a total that is shown, one masked number alone would
be the total minus the others; the smallest of the others is then masked too, and again while
what is masked adds up to fewer than five. In a table with totals both ways, a masked cell can be
worked out exactly when it is a bridge of the graph that joins rows to columns by masked cells
(D. Gusfield, "A Graph Theoretic Approach to Statistical Data Security", SIAM J. Comput. 17,
1988): cells are masked until no bridge is left. When fewer than five people answered a question,
nothing of their answers is shown. Bounds (« at most ten ») may remain; exact values do not.
"""

from collections.abc import Sequence

THRESHOLD = 5
Masked = int | None


def is_small(count: int) -> bool:
    return 0 < count < THRESHOLD


def mask_each(counts: Sequence[int]) -> list[Masked]:
    """Mask numbers that add up to nothing shown (several choices by each person)."""
    return [None if is_small(count) else count for count in counts]


def mask_line(counts: Sequence[int]) -> list[Masked]:
    """Mask numbers whose total is shown. A total under five masks all that is not zero."""
    hidden = {place for place, count in enumerate(counts) if is_small(count)}
    while hidden and (len(hidden) == 1 or sum(counts[place] for place in hidden) < THRESHOLD):
        visible = [place for place, count in enumerate(counts) if count and place not in hidden]
        if not visible:
            break
        hidden.add(min(visible, key=lambda place: counts[place]))
    return [None if place in hidden else count for place, count in enumerate(counts)]


Cell = tuple[int, int]


def mask_table(table: Sequence[Sequence[int]]) -> list[list[Masked]]:
    """Mask a table whose row and column totals add up; both are shown, masked where they must.

    Takes the inner cells. Gives them with one more column (row totals) and one more row (column
    totals, and the total of all, which is never masked).
    """
    full = _with_totals(table)
    corner = (len(full) - 1, len(full[0]) - 1)
    hidden = {
        (i, j)
        for i, row in enumerate(full)
        for j, count in enumerate(row)
        if is_small(count) and (i, j) != corner
    }
    everywhere = [(i, j) for i, row in enumerate(full) for j, _count in enumerate(row)]
    while near := _weak_lines(full, hidden):
        free = [cell for cell in near if cell not in hidden and cell != corner]
        free = free or [cell for cell in everywhere if cell not in hidden and cell != corner]
        if not free:
            break
        hidden.add(min(free, key=lambda cell: _cost(full, cell)))
    return [
        [None if (i, j) in hidden else count for j, count in enumerate(row)]
        for i, row in enumerate(full)
    ]


def _with_totals(table: Sequence[Sequence[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _weak_lines(full: list[list[int]], hidden: set[Cell]) -> list[Cell]:
    """Give the cells of a row or column where masking one more is needed; none when all holds."""
    rows = [[(i, j) for j, _count in enumerate(row)] for i, row in enumerate(full)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    for line in (*rows, *columns):
        *inner, total = line
        masked = [full[i][j] for i, j in inner if (i, j) in hidden]
        if masked and total not in hidden and sum(masked) < THRESHOLD:
            return inner
    for cell in sorted(hidden):
        if not _still_meet(cell, hidden - {cell}):
            return [*rows[cell[0]], *columns[cell[1]]]
    return []


def _still_meet(cell: Cell, others: set[Cell]) -> bool:
    rows, columns = {cell[0]}, set[int]()
    while True:
        reached = {j for i, j in others if i in rows}
        back = rows | {i for i, j in others if j in reached}
        if cell[1] in reached:
            return True
        if reached == columns and back == rows:
            return False
        rows, columns = back, reached


def _cost(full: list[list[int]], cell: Cell) -> tuple[bool, bool, int]:
    """Totals are what people come for: an inner number is given up before them, zeros at last."""
    is_total = cell[0] == len(full) - 1 or cell[1] == len(full[0]) - 1
    count = full[cell[0]][cell[1]]
    return (count == 0, is_total, count)


def group_small(counts: dict[str, int]) -> tuple[list[tuple[str, int]], int]:
    """Keep the names with at least five, largest first; give the sum of all the others.

    Names are not listed beside a mask: « one answer from this village » would say too much. If
    the others add up to fewer than five, the smallest kept name joins them.
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    kept = [item for item in ranked if item[1] >= THRESHOLD]
    rest = sum(count for _name, count in ranked) - sum(count for _name, count in kept)
    while kept and 0 < rest < THRESHOLD:
        rest += kept.pop()[1]
    return kept, rest
