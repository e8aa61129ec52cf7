"""What a page shows of the opinions: the map, the groups, and what each says."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.statements.models import Picture, Statement
from consultations.components.statements.opinions.axes import stand_alone
from consultations.components.statements.opinions.computing import LEAST_VOTES
from consultations.components.statements.results.splitting import Part, parts_of
from consultations.models import Step

WIDTH, HEIGHT, EDGE = 640, 400, 40


@dataclass(frozen=True)
class Said:
    """One statement in a list: how everybody and each group votes, and which way it counts here."""

    statement: Statement
    parts: list[Part]
    direction: str = "agree"
    letter: str = ""  # the group it stands for
    own: int | None = None  # what the reader voted

    @property
    def everybody(self) -> Part:
        return self.parts[-1]

    @property
    def groups(self) -> list[Part]:
        return self.parts[:-1]

    @property
    def sentence(self) -> str:
        """Say in words how many of the group it stands for, or of everybody, vote this way."""
        part = next((one for one in self.groups if one.letter == self.letter), self.everybody)
        if part.is_hidden:
            return ""
        count = part.agrees if self.direction == "agree" else part.disagrees
        numbers = {"count": count, "votes": part.votes}
        if self.direction == "agree":
            return _("%(count)d d’accord sur %(votes)d votes") % numbers
        return _("%(count)d pas d’accord sur %(votes)d votes") % numbers


@dataclass(frozen=True)
class Dot:
    """A place on the map and how many people stand around it."""

    x: int
    y: int
    radius: int
    people: int


@dataclass(frozen=True)
class Group:
    letter: str
    size: int
    share: int
    x: int
    y: int
    dots: list[Dot]
    standing: list[Said]


@dataclass(frozen=True)
class Place:
    """Where the reader stands: on the map, and nearest to which group (none before seven votes)."""

    letter: str
    x: int
    y: int
    votes: int
    missing: int  # votes still to cast before a group is told


@dataclass(frozen=True)
class Landscape:
    """All of it; `groups` is empty while people are too few or do not differ."""

    picture: Picture
    groups: list[Group] = field(default_factory=list)
    uniting: list[Said] = field(default_factory=list)
    dividing: list[Said] = field(default_factory=list)
    unsure: list[Said] = field(default_factory=list)

    @property
    def participants(self) -> int:
        return int(self.picture.summary.get("participants", 0))

    @property
    def grouped(self) -> int:
        return int(self.picture.summary.get("grouped", 0))

    @property
    def votes(self) -> int:
        return int(self.picture.summary.get("votes", 0))


def landscape(step: Step, picture: Picture, votes: dict[int, int] | None = None) -> Landscape:
    """Gather what is shown; statements hidden since the computation are left out. One query."""
    summary = picture.summary
    if not summary:
        return Landscape(picture)
    listed = [*summary["uniting"], *(one for row in summary["groups"] for one in row["standing"])]
    wanted = {one["statement"] for one in listed} | {*summary["dividing"], *summary["unsure"]}
    rows = Statement.objects.of(step).shown().filter(pk__in=wanted).order_by("number")
    telling = Telling(picture, {row.pk: row for row in rows}, votes or {})
    return Landscape(
        picture,
        [_group(row, telling) for row in summary["groups"]],
        telling.all(summary["uniting"]),
        telling.all({"statement": pk} for pk in summary["dividing"]),
        telling.all({"statement": pk} for pk in summary["unsure"]),
    )


@dataclass(frozen=True)
class Telling:
    """What is needed to tell of one statement."""

    picture: Picture
    shown: dict[int, Statement]
    votes: dict[int, int]

    def all(self, rows: Any, letter: str = "") -> list[Said]:
        return [
            Said(
                self.shown[row["statement"]],
                parts_for(self.picture, row["statement"]),
                row.get("direction", "agree"),
                letter,
                self.votes.get(row["statement"]),
            )
            for row in rows
            if row["statement"] in self.shown
        ]


def parts_for(picture: Picture, pk: int) -> list[Part]:
    """Give how everybody and each group voted on a statement; all hidden before a computation."""
    figures = picture.places.get(str(pk))
    if figures is None:
        return [Part("", is_hidden=True)]
    groups = sorted(picture.summary["groups"], key=lambda one: int(one["index"]))
    return parts_of(figures, [one["letter"] for one in groups])


def place_of(picture: Picture, votes: dict[int, int]) -> Place | None:
    """Say where somebody stands, from their votes alone: at once, nothing is computed anew."""
    summary = picture.summary
    if not summary or not summary["groups"] or not votes:
        return None
    known = {
        int(pk): (row["mean"], *row["weights"])
        for pk, row in picture.places.items()
        if row["is_placed"] and int(pk) in votes
    }
    x, y = stand_alone(votes, known, statements=summary["statements"], aside=summary["aside"])
    nearest = min(summary["groups"], key=lambda one: _gap(one["centre"], x, y))
    missing = max(0, min(LEAST_VOTES, summary["statements"]) - len(votes))
    left, top = _frame(summary).at(x, y)
    return Place("" if missing else nearest["letter"], left, top, len(votes), missing)


def _gap(centre: list[float], x: float, y: float) -> float:
    return (centre[0] - x) ** 2 + (centre[1] - y) ** 2


@dataclass(frozen=True)
class Frame:
    """From the axes to the drawing: as large as fits, and nothing outside."""

    low: tuple[float, float]
    high: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[int, int]:
        wide = (x - self.low[0]) / ((self.high[0] - self.low[0]) or 1)
        tall = (y - self.low[1]) / ((self.high[1] - self.low[1]) or 1)
        left = EDGE + min(max(wide, 0), 1) * (WIDTH - 2 * EDGE)
        top = HEIGHT - EDGE - min(max(tall, 0), 1) * (HEIGHT - 2 * EDGE)
        return round(left), round(top)  # whole: a decimal comma would break the drawing


def _frame(summary: dict[str, Any]) -> Frame:
    places = [dot for group in summary["groups"] for dot in group["dots"]]
    xs, ys = [dot[0] for dot in places], [dot[1] for dot in places]
    return Frame((min(xs), min(ys)), (max(xs), max(ys)))


def _group(row: dict[str, Any], telling: Telling) -> Group:
    summary = telling.picture.summary
    frame = _frame(summary)
    dots = [Dot(*frame.at(x, y), round(4 + 2.6 * n**0.5), n) for x, y, n in row["dots"]]
    return Group(
        row["letter"],
        row["size"],
        round(100 * row["size"] / max(summary["grouped"], 1)),
        *frame.at(*row["centre"]),
        dots,
        telling.all(row["standing"], row["letter"]),
    )
