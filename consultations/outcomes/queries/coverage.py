"""How much of what was received is named by a decision: by channel, by territory, by theme."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from consultations.models import Channel, Consultation, Contribution
from consultations.outcomes.models import Citation
from consultations.themes import Theme, themes_of, themes_that_hold

SMALLEST = 5  # fewer contributions of one territory are told together: they could be recognised


@dataclass(frozen=True)
class Share:
    """What came from one side, and how much of it a published decision names."""

    label: str
    received: int
    cited: int


@dataclass(frozen=True)
class CitingCoverage:
    """Cited over received: each contribution once, whatever the number of decisions naming it."""

    by_channel: list[Share]
    by_territory: list[Share]

    @property
    def received(self) -> int:
        return sum(row.received for row in self.by_channel)

    @property
    def cited(self) -> int:
        return sum(row.cited for row in self.by_channel)


def coverage_of_citations(consultation: Consultation) -> CitingCoverage:
    """Count, among the counted contributions, those that a decision names."""
    named = Citation.objects.filter(contribution=OuterRef("pk"))
    rows = (
        Contribution.objects.filter(consultation=consultation)
        .counted()
        .annotate(is_cited=Exists(named))
        .order_by()
    )
    return CitingCoverage(_by_channel(rows), _by_territory(rows))


def _by_channel(rows: QuerySet[Contribution]) -> list[Share]:
    counted = _counted(rows, "channel")
    return [
        Share(str(channel.label), *counted[channel.value])
        for channel in Channel
        if channel.value in counted
    ]


def _by_territory(rows: QuerySet[Contribution]) -> list[Share]:
    """Territories by name; small ones together, and those who did not say where apart."""
    counted = _counted(rows, "territory__name")
    unsaid = counted.pop(None, None)
    small = [
        counted.pop(name) for name, (received, _c) in [*counted.items()] if received < SMALLEST
    ]
    shares = [Share(str(name), *numbers) for name, numbers in sorted(counted.items())]
    if small:
        shares.append(Share(_("Territoires de moins de 5 contributions, ensemble"), *_sum(small)))
    if unsaid and (shares or small):
        shares.append(Share(_("Territoire non indiqué"), *unsaid))
    return shares


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    found = list(pairs)
    return sum(received for received, _c in found), sum(cited for _r, cited in found)


def _counted(rows: QuerySet[Contribution], name: str) -> dict[str | None, tuple[int, int]]:
    found: dict[str | None, tuple[int, int]] = {}
    for row in rows.values(name, "is_cited").annotate(number=Count("pk")):
        received, cited = found.get(row[name], (0, 0))
        number = row["number"]
        found[row[name]] = (received + number, cited + (number if row["is_cited"] else 0))
    return found


@dataclass(frozen=True)
class AnsweredTheme:
    """A theme of what was said; it has an answer when a decision names one of its contributions."""

    theme: Theme
    is_answered: bool


def answered_themes(consultation: Consultation) -> list[AnsweredTheme]:
    """Give the themes found in what was said, those without an answer first."""
    themes = themes_of(consultation)
    if not themes:
        return []
    cited = Citation.objects.filter(response__consultation=consultation)
    held = themes_that_hold(list(cited.values_list("contribution_id", flat=True).distinct()))
    answered = {theme.key for found in held.values() for theme in found}
    told = [AnsweredTheme(theme, theme.key in answered) for theme in themes]
    return sorted(told, key=lambda row: row.is_answered)
