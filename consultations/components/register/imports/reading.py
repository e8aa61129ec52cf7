"""One row of a file becomes one contribution, or a list of what is wrong with it."""

import html
import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import nh3
from django.utils.translation import gettext as _

from consultations.components.register.actions import TakenOver, Words
from consultations.components.register.imports.mapping import Mapping
from consultations.components.register.imports.source import Row
from consultations.models import Channel
from participation.base.clock import now
from participation.base.text import one_line, plain

LONGEST_TITLE = 300
LONGEST_THEME = 150
LONGEST_SOURCE_ID = 80
LONGEST_BODY = 100_000
MOST_VOTES = 2_000_000_000
STANCES = {
    **dict.fromkeys(("for", "pour", "oui", "d'accord", "1", "+1", "favorable"), "for"),
    **dict.fromkeys(("against", "contre", "non", "-1", "défavorable"), "against"),
    **dict.fromkeys(("neutral", "neutre", "mitigé", "0"), "neutral"),
}
TRUE = {"1", "true", "vrai", "oui", "yes", "x", "trashed", "hidden"}
FALSE = {"", "0", "false", "faux", "non", "no"}
FRENCH_DATE = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$")
BREAKS = re.compile(r"<\s*(br|/p|/div|/li|/h\d)\b[^>]*>", re.IGNORECASE)


@dataclass
class Reader:
    """Reads the rows of one file with one mapping; naive times are of the zone given."""

    mapping: Mapping
    zone: ZoneInfo
    problems: list[str] = field(default_factory=list)

    def read(self, row: Row) -> TakenOver | None:
        """Give the contribution, or nothing; `problems` then says why."""
        self.problems = []
        if "" in row.cells:
            self.problems.append(
                _("La ligne a %(number)s cases : une virgule ou un guillemet manque.")
                % {"number": row.cells[""]}
            )
            return None
        taken = self._taken(row.cells)
        return None if self.problems else taken

    def _taken(self, cells: dict[str, str]) -> TakenOver:
        words = Words(
            title=self._text("title", cells, LONGEST_TITLE),
            body=self._text("body", cells, LONGEST_BODY),
            theme=self._text("theme", cells, LONGEST_THEME),
            stance=self._stance(cells),
        )
        if not words.title and not words.body:
            self.problems.append(_("Ni titre ni texte."))
        origin = self.mapping.read("origin", cells)
        return TakenOver(
            source_id=self._source_id(origin, cells),
            received_at=self._instant(cells),
            words=words,
            channel=self._channel(cells),
            is_hidden=self._is_hidden(cells),
            parent_source=self._parent(origin, cells),
            votes=(
                self._number("votes_for", cells),
                self._number("votes_against", cells),
                self._number("votes_mixed", cells),
            ),
        )

    def _text(self, name: str, cells: dict[str, str], longest: int) -> str:
        raw = self.mapping.read(name, cells)
        if self.mapping.is_html(name):
            raw = without_markup(raw)
        text = plain(raw) if name == "body" else one_line(raw)
        if len(text) > longest:
            self.problems.append(
                _("« %(name)s » dépasse %(longest)d signes.") % {"name": name, "longest": longest}
            )
        return text

    def _source_id(self, origin: str, cells: dict[str, str]) -> str:
        identifier = self.mapping.read("id", cells)
        if not identifier:
            self.problems.append(_("Le numéro manque."))
        return self._within(source_id(origin, self.mapping.kind, identifier))

    def _parent(self, origin: str, cells: dict[str, str]) -> str:
        parent = self.mapping.read("parent", cells)
        if not parent:
            return ""
        kind = self.mapping.read("parent_kind", cells) or self.mapping.kind
        return self._within(source_id(origin, kind, parent))

    def _within(self, identifier: str) -> str:
        if len(identifier) > LONGEST_SOURCE_ID:
            self.problems.append(
                _("Le numéro « %(id)s… » est trop long.") % {"id": identifier[:40]}
            )
        return identifier[:LONGEST_SOURCE_ID]

    def _stance(self, cells: dict[str, str]) -> str:
        raw = self.mapping.read("stance", cells)
        if not raw:
            return ""
        found = STANCES.get(raw.casefold(), "")
        if not found:
            self.problems.append(_("Position inconnue : « %(raw)s ».") % {"raw": raw[:40]})
        return found

    def _channel(self, cells: dict[str, str]) -> str:
        raw = self.mapping.read("channel", cells) or Channel.IMPORTED
        if raw not in Channel.values:
            self.problems.append(
                _("Canal inconnu : « %(raw)s ». Les canaux sont : %(channels)s.")
                % {"raw": raw[:40], "channels": ", ".join(Channel.values)}
            )
        return raw

    def _is_hidden(self, cells: dict[str, str]) -> bool:
        raw = self.mapping.read("hidden", cells).casefold()
        if raw not in TRUE | FALSE:
            self.problems.append(
                _("« hidden » se dit 1 ou 0, pas « %(raw)s ».") % {"raw": raw[:40]}
            )
        return raw in TRUE

    def _number(self, name: str, cells: dict[str, str]) -> int | None:
        raw = self.mapping.read(name, cells)
        if not raw:
            return None
        if not raw.isascii() or not raw.isdigit() or int(raw[:12]) > MOST_VOTES:
            self.problems.append(
                _("« %(name)s » n’est pas un nombre : « %(raw)s ».")
                % {"name": name, "raw": raw[:40]}
            )
            return None
        return int(raw)

    def _instant(self, cells: dict[str, str]) -> datetime:
        raw = self.mapping.read("created_at", cells)
        try:
            instant = read_instant(raw, self.zone) if raw else now()
        except (ValueError, OverflowError):
            self.problems.append(_("Date illisible : « %(raw)s ».") % {"raw": raw[:40]})
            return now()
        if instant > now():
            self.problems.append(_("Date à venir : « %(raw)s ».") % {"raw": raw[:40]})
        return instant


def source_id(origin: str, kind: str, identifier: str) -> str:
    """Name a row of elsewhere so that two platforms, or two kinds, are never confused."""
    named = f"{kind}:{identifier}" if kind else identifier
    return f"{origin}/{named}" if origin else named


def without_markup(text: str) -> str:
    """Take HTML off: ends of blocks become line feeds, the rest is dropped."""
    return html.unescape(nh3.clean(BREAKS.sub("\n", text), tags=set()))


def read_instant(raw: str, zone: ZoneInfo) -> datetime:
    """Read `2015-10-18T22:24:20+0200`, `2019-01-17 10:38:20 +0100`, `17/01/2019 10:38`…"""
    found = FRENCH_DATE.match(raw)
    if found:
        day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    tidy = re.sub(r"\s+(UTC|Z)$", "+00:00", raw)
    instant = datetime.fromisoformat(re.sub(r"\s+([+-]\d{2}:?\d{2})$", r"\1", tidy))
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)
