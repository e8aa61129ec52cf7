"""Themes found in what residents said; who finds them stands above the heart, and tells here."""

from dataclasses import dataclass
from typing import Protocol

from consultations.models import Consultation


@dataclass(frozen=True)
class Theme:
    """A subject that several contributions share, as people read it."""

    key: str  # unique among all consultations
    label: str
    count: int  # how many contributions it holds
    url: str = ""  # where its contributions are read


class ThemeTeller(Protocol):
    """Who knows the published themes of a consultation, and which of them hold contributions."""

    def themes(self, consultation: Consultation) -> list[Theme]: ...

    def that_hold(self, contribution_ids: list[int]) -> dict[int, list[Theme]]: ...


_tellers: list[ThemeTeller] = []


def tell_themes(teller: ThemeTeller) -> ThemeTeller:
    """Register who tells themes; only what is published may be told."""
    _tellers.append(teller)
    return teller


def themes_of(consultation: Consultation) -> list[Theme]:
    """Give the published themes of a consultation; none when nobody found any."""
    return [theme for teller in _tellers for theme in teller.themes(consultation)]


def themes_that_hold(contribution_ids: list[int]) -> dict[int, list[Theme]]:
    """Give, by contribution, the published themes that hold it."""
    found: dict[int, list[Theme]] = {}
    for teller in _tellers if contribution_ids else ():
        for contribution_id, themes in teller.that_hold(contribution_ids).items():
            found.setdefault(contribution_id, []).extend(themes)
    return found
