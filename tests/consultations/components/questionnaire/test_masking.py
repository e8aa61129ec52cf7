"""No small number can be worked out from those that are shown: proved by linear algebra."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from consultations.components.questionnaire.results.masking import (
    THRESHOLD,
    Masked,
    group_small,
    is_small,
    mask_each,
    mask_line,
    mask_table,
)

few = st.integers(0, 12) | st.integers(0, 200)
lines = st.lists(few, min_size=1, max_size=8)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(few, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(lines)
def test_a_line_shows_no_small_number_and_no_difference(counts: list[int]) -> None:
    shown = mask_line(counts)
    assert all(count is None or count in (0, *range(THRESHOLD, 201)) for count in shown)
    assert all(count is None or count == real for count, real in zip(shown, counts, strict=True))
    hidden = [real for count, real in zip(shown, counts, strict=True) if count is None]
    if sum(counts) >= THRESHOLD:  # below, the whole question is masked
        assert len(hidden) != 1
        assert not hidden or sum(hidden) >= THRESHOLD


@given(lines)
def test_a_line_without_small_numbers_is_shown_whole(counts: list[int]) -> None:
    large = [count for count in counts if not is_small(count)]
    assert mask_line(large) == large


def test_one_small_number_takes_the_smallest_other_with_it() -> None:
    assert mask_line([40, 3, 0, 12]) == [40, None, 0, None]
    assert mask_line([40, 1, 1, 12]) == [40, None, None, None]
    assert mask_line([40, 4, 4, 12]) == [40, None, None, 12]
    assert mask_each([40, 3, 0, 12]) == [40, None, 0, 12]


def test_a_table_hides_what_its_totals_would_tell() -> None:
    assert mask_table([[20, 2], [30, 10]]) == [
        [None, None, 22],
        [None, None, 40],
        [50, 12, 62],
    ]


@given(tables)
def test_a_table_lets_nobody_solve_for_a_masked_cell(table: list[list[int]]) -> None:
    if sum(map(sum, table)) < THRESHOLD or len(table) == 1 or len(table[0]) == 1:
        return  # masked whole, or a line
    shown = mask_table(table)
    inner = [count for row in shown for count in row]
    assert not any(count is not None and is_small(count) for count in inner)
    assert not solved(shown)


def solved(shown: list[list[Masked]]) -> list[tuple[int, int]]:
    """Give the masked cells that the equations of the totals determine, by elimination."""
    unknown = [(i, j) for i, row in enumerate(shown) for j, cell in enumerate(row) if cell is None]
    height, width = len(shown), len(shown[0])
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    rows = []
    for line in lines:
        sign = dict.fromkeys(line[:-1], 1) | {line[-1]: -1}
        rows.append([Fraction(sign.get(cell, 0)) for cell in unknown])
    reduced = eliminated(rows)
    alone = [row for row in reduced if sum(1 for value in row if value) == 1]
    return [unknown[next(i for i, value in enumerate(row) if value)] for row in alone]


def eliminated(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Reduce to echelon form; a variable is determined when a row holds it alone."""
    done: list[list[Fraction]] = []
    width = len(rows[0]) if rows else 0
    for column in range(width):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        pivot = [value / pivot[column] for value in pivot]
        rows = [subtracted(row, pivot, column) for row in rows]
        done = [subtracted(row, pivot, column) for row in done] + [pivot]
    return done


def subtracted(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    return [value - row[column] * other for value, other in zip(row, pivot, strict=True)]


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 30)))
def test_places_are_named_from_five_answers_on(counts: dict[str, int]) -> None:
    kept, rest = group_small(counts)
    assert all(count >= THRESHOLD and counts[name] == count for name, count in kept)
    assert rest + sum(count for _name, count in kept) == sum(counts.values())
    assert not is_small(rest) or not kept
