"""Taking apart what another site says of its councils: nothing of it is believed unread."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from participation.base.clock import now
from participation.base.text import one_line
from participation.councils.choices import Activity, BodyType
from participation.councils.directory.choices import Fault, Problem
from participation.councils.directory.errors import Unheard

FORMAT, VERSION = "participation-register", 1
MOST_COUNCILS = 5000
MOST_NEIGHBOURHOODS = 60
MOST_FAULTS = 20  # told to administrators; the others are counted
LONGEST_NAME, LONGEST_PLACE, LONGEST_URL = 150, 120, 500
ID = re.compile(r"[-\w]{1,80}", re.ASCII)
CODE = re.compile(r"[0-9A-Za-z]{1,20}")
COMMUNE = "commune"
OVERSEAS = ("97", "98")
NEIGHBOURHOODS = ("qpv", "neighbourhood", "custom", "district")
PORTS = {"http": 80, "https": 443}
SLOW_CLOCKS = timedelta(minutes=10)


class ReadPlace(NamedTuple):
    """A neighbourhood, with its official code where it has one."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True)
class ReadCouncil:
    """One council, as another site describes it; `lon` and `lat` are both there, or neither."""

    slug: str
    url: str
    name: str
    body_type: str
    activity: str
    commune_code: str
    commune_name: str
    department_code: str
    neighbourhoods: tuple[ReadPlace, ...]
    last_active_on: date | None
    lon: float | None
    lat: float | None


@dataclass(frozen=True)
class ReadRegister:
    """A whole register. `faults` are the first rows left out: number in the file, and why."""

    name: str
    at: datetime
    councils: list[ReadCouncil]
    faults: list[tuple[int, str]]
    refused: int


class _Refused(Exception):
    """One row cannot be taken over."""


def host_of(url: str) -> str:
    """Give the host of a web address, with its port unless it is the usual one.

    Raises ValueError for what is not the address of a page: another scheme, a name or a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError(url)
    is_usual = parts.port in (None, PORTS[parts.scheme])
    return parts.hostname if is_usual else f"{parts.hostname}:{parts.port}"


def is_on(site: str, url: Any) -> bool:
    """Say whether this is the address of a page of that site."""
    try:
        return isinstance(url, str) and host_of(url) == host_of(site)
    except ValueError:
        return False


def parsed(content: bytes) -> dict[str, Any]:
    """Read a JSON object in our format; raises Unheard."""
    try:
        told = json.loads(content.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise Unheard(Problem.NOT_A_REGISTER) from problem
    if not isinstance(told, dict) or (told.get("format"), told.get("version")) != (FORMAT, VERSION):
        raise Unheard(Problem.NOT_A_REGISTER)
    return told


def _no_number(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are not JSON


def read(content: bytes, *, site: str) -> ReadRegister:
    """Read a register whose signature was verified; a row that is not sound is left out.

    Raises Unheard for what is not a register of that site, or is dated in the future.
    """
    told = parsed(content)
    rows, name = told.get("councils"), _text(told.get("name"))
    if not is_on(site, told.get("site")):
        raise Unheard(Problem.OTHER_SITE)
    if not isinstance(rows, list) or not name:
        raise Unheard(Problem.NOT_A_REGISTER)
    if len(rows) > MOST_COUNCILS:
        raise Unheard(Problem.TOO_BIG)
    found: dict[str, ReadCouncil] = {}
    faults = list(_sort(rows, site, found))
    return ReadRegister(
        name[:LONGEST_NAME], _instant(told), [*found.values()], faults[:MOST_FAULTS], len(faults)
    )


def _sort(rows: list[Any], site: str, found: dict[str, ReadCouncil]) -> Iterator[tuple[int, str]]:
    """Put sound rows among those found; give the number of each other one, and its fault."""
    for number, row in enumerate(rows, start=1):
        try:
            council = _council(row, site)
            _demand(council.slug not in found, Fault.TWICE)
            found[council.slug] = council
        except _Refused as refusal:
            yield number, str(refusal)


def _demand(is_sound: bool, fault: Fault) -> None:
    if not is_sound:
        raise _Refused(fault.value)


def _council(row: Any, site: str) -> ReadCouncil:
    _demand(isinstance(row, dict), Fault.UNREADABLE)
    slug, url, name = row.get("id"), row.get("url"), _text(row.get("name"))
    _demand(isinstance(slug, str) and ID.fullmatch(slug) is not None, Fault.NO_ID)
    _demand(0 < len(name) <= LONGEST_NAME, Fault.NAME)
    _demand(is_on(site, url) and len(url) <= LONGEST_URL and url.isprintable(), Fault.URL)
    _demand(row.get("activity") in Activity.values, Fault.STATE)
    place = _place(row.get("commune"))
    _demand(place is not None, Fault.PLACE)
    assert place is not None
    code = place.code if place.kind == COMMUNE else ""
    lon, lat = _point(row.get("point"))
    return ReadCouncil(
        slug=slug,
        url=url,
        name=name,
        body_type=_body_type(row.get("type")),
        activity=row["activity"],
        commune_code=code,
        commune_name=place.name,
        department_code=code[:3] if code.startswith(OVERSEAS) else code[:2],
        neighbourhoods=_neighbourhoods(row.get("neighbourhoods")),
        last_active_on=_day(row.get("last_active_on")),
        lon=lon,
        lat=lat,
    )


def _text(told: Any) -> str:
    """Give a text on one line, without signs that cannot be stored or that turn others around."""
    return one_line(told.encode(errors="ignore").decode()) if isinstance(told, str) else ""


def _body_type(told: Any) -> str:
    """Give the nature; one that a later version may know is « other » here."""
    return told if isinstance(told, str) and told in BodyType.values else BodyType.OTHER.value


def _place(told: Any) -> ReadPlace | None:
    if not isinstance(told, dict):
        return None
    kind, code, name = told.get("kind"), told.get("code"), _text(told.get("name"))
    if not isinstance(kind, str) or not isinstance(code, str) or not CODE.fullmatch(code):
        return None
    return ReadPlace(kind, code, name) if 0 < len(name) <= LONGEST_PLACE else None


def _neighbourhoods(told: Any) -> tuple[ReadPlace, ...]:
    rows = told[:MOST_NEIGHBOURHOODS] if isinstance(told, list) else []
    sound = [place for row in rows if (place := _place(row)) and place.kind in NEIGHBOURHOODS]
    return tuple({(place.kind, place.code): place for place in sound}.values())


def _day(told: Any) -> date | None:
    """Give a day of the past; another is none."""
    try:
        day = date.fromisoformat(told)
    except (TypeError, ValueError):
        return None
    return day if date(1900, 1, 1) <= day <= (now() + timedelta(days=1)).date() else None


def _point(told: Any) -> tuple[float, float] | tuple[None, None]:
    """Give a longitude and a latitude in degrees (WGS 84)."""
    if not isinstance(told, list) or [type(part) in (int, float) for part in told] != [True, True]:
        return None, None
    lon, lat = told
    is_on_earth = abs(lon) <= 180 and abs(lat) <= 90
    return (float(lon), float(lat)) if is_on_earth else (None, None)


def _instant(told: dict[str, Any]) -> datetime:
    try:
        at = datetime.fromisoformat(told["at"])
    except (KeyError, TypeError, ValueError) as problem:
        raise Unheard(Problem.NOT_A_REGISTER) from problem
    if at.tzinfo is None:
        raise Unheard(Problem.NOT_A_REGISTER)
    if at > now() + SLOW_CLOCKS:
        raise Unheard(Problem.FUTURE)
    return at
