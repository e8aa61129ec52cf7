"""What the results of one question look like, once small numbers are masked."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from consultations.components.questionnaire.results.masking import Masked
from participation.ui import typography


@dataclass
class Base:
    """Whom a question reached. `shown` and `not_shown` are None where they would tell too much."""

    total: int
    shown: Masked
    answered: int
    no_answer: int
    skipped: Masked
    not_shown: Masked
    is_conditional: bool = False


@dataclass
class Chart:
    """Bars with their figures. `base` is what 100 % means, or None when shares say nothing."""

    caption: str
    rows: list[tuple[str, Masked]]
    base: int | None
    unit: str = ""
    note: str = ""


@dataclass
class Grid:
    """A table of numbers; a number is None where it is masked."""

    caption: str
    columns: list[str]
    rows: list[tuple[str, list[Masked | str]]]
    is_detail: bool = False  # shown on request

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """Give the cells as they are read."""
        return [(label, [_written(cell) for cell in cells]) for label, cells in self.rows]


def _written(cell: Masked | str) -> str:
    if cell is None:
        return str(_("masqué"))
    return typography.number(cell) if isinstance(cell, int) else cell


@dataclass
class QuestionResult:
    """What people read of one question."""

    key: str
    code: str
    text: str
    kind: str
    section: str
    base: Base
    is_masked: bool = False  # fewer than five people answered
    charts: list[Chart] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    texts: list[SafeString] = field(default_factory=list)
    text_count: int = 0

    @property
    def has_masks(self) -> bool:
        """Whether a number of the question itself is masked (the split by channel is another)."""
        charts = any(count is None for chart in self.charts for _label, count in chart.rows)
        grids = [grid for grid in self.grids if not grid.is_detail]
        return charts or any(None in cells for grid in grids for _label, cells in grid.rows)
