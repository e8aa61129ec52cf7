"""What a meeting decided: written in the register, or noted and still to write there."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from participation.base.text import folded, one_line
from participation.councils.ballots.models import Decision
from participation.councils.ballots.queries.register import taken_in
from participation.councils.meetings.models import AgendaItem, Meeting, MinutesVersion

_NOTED = re.compile(r"^[-*•\s]*d[ée]cision\s*(?:n[o°]?\s*\d+\s*)?:\s*(\S.*)$", re.IGNORECASE)


@dataclass(frozen=True)
class Noted:
    """Something the register could say: a line of the minutes, or an item of the agenda."""

    part: str  # `line-3f2a…` or `item-34`: each is written once
    title: str
    text: str


@dataclass(frozen=True)
class Decided:
    """The decisions of one meeting."""

    written: list[Decision]
    noted: list[Noted]


def source_of(meeting: Meeting) -> str:
    """Give how the register names a meeting."""
    return f"meeting:{meeting.pk}"


def decided(
    meeting: Meeting, agenda: Iterable[AgendaItem], version: MinutesVersion | None
) -> Decided:
    """Gather what a meeting decided; `version` is that of its minutes whose lines are read."""
    written = taken_in(meeting.council, source_of(meeting))
    done = {row.source_part for row in written if not row.is_withdrawn}
    noted = [*_lines(version), *_items(agenda)]
    return Decided(written, [one for one in noted if one.part not in done])


def _lines(version: MinutesVersion | None) -> list[Noted]:
    """Give the lines that begin with « Décision : », each once."""
    found: dict[str, Noted] = {}
    for line in version.text.splitlines() if version else ():
        if match := _NOTED.match(line):
            said = one_line(match.group(1))
            digest = hashlib.sha256(folded(said).encode()).hexdigest()[:24]
            found.setdefault(digest, Noted(f"line-{digest}", said[:150], said))
    return list(found.values())


def _items(agenda: Iterable[AgendaItem]) -> list[Noted]:
    return [Noted(f"item-{item.pk}", item.title[:150], "") for item in agenda]
