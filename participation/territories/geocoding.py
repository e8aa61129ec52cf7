"""Where an address is: asked of the State's geocoder by the server, when an operator turns it on.

The visitor's browser asks nobody. The address is sent to the service and is not logged; the place
found is kept a day in the cache, under a keyed digest of what was typed, tied to nobody. Interface:
GET `?q=…&limit=1`, answered in GeoJSON (Géoplateforme, https://data.geopf.fr/geocodage/).
"""

import json
import logging
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from django.conf import settings
from django.core.cache import cache

from participation.base.codes import digest
from participation.base.text import folded, one_line

log = logging.getLogger(__name__)

PATIENCE = 3.0  # seconds, for the whole answer
MOST_BYTES = 64 * 1024
LONGEST_ADDRESS = 200  # what the service takes
LEAST_SCORE = 0.4  # below, the service itself does not believe in what it found
DAY = 24 * 60 * 60
REST = 30  # seconds during which a service that failed is not asked again
# What a service that is away, or answers something else, makes the standard library raise.
WRONG = (OSError, HTTPException, ValueError, TypeError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Place:
    """Where an address is (WGS 84, degrees), as the service writes it."""

    lon: float
    lat: float
    label: str
    commune_code: str


@dataclass(frozen=True)
class NotFound:
    """The service knows no such address."""


@dataclass(frozen=True)
class Unavailable:
    """No service is set, or it does not answer: let people choose their commune instead."""


def locate(address: str) -> Place | NotFound | Unavailable:
    """Find an address, in a few seconds at most; whatever the service does, this raises nothing."""
    typed = one_line(address)[:LONGEST_ADDRESS]
    if not settings.GEOCODER_URL:
        return Unavailable()
    if len(typed) < 3:
        return NotFound()
    key = f"geocoder:{digest(folded(typed), purpose='geocoder')}"
    known = cache.get(key)
    if known is not None:
        return Place(**known) if known else NotFound()
    if cache.get("geocoder:rests"):
        return Unavailable()
    try:
        place = _best(_ask(typed))
    except WRONG as problem:
        log.warning("the geocoder does not answer: %s", type(problem).__name__)
        cache.set("geocoder:rests", True, REST)
        return Unavailable()
    cache.set(key, asdict(place) if place else {}, DAY)
    return place or NotFound()


def _best(answer: Any) -> Place | None:
    """Give the first place of an answer, if the service believes in it."""
    features = answer["features"]
    if not features:
        return None
    told, (lon, lat) = features[0]["properties"], features[0]["geometry"]["coordinates"][:2]
    if told.get("score", 1) < LEAST_SCORE:
        return None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("not in degrees")
    return Place(
        float(lon),
        float(lat),
        one_line(str(told["label"]))[:LONGEST_ADDRESS],
        str(told["citycode"])[:5],
    )


def _ask(address: str) -> Any:
    """Ask the service. Raises OSError, HTTPException or ValueError for anything but an answer."""
    query = urlencode({"q": address, "limit": 1})
    request = Request(f"{settings.GEOCODER_URL}?{query}", headers={"Accept": "application/json"})  # noqa: S310  the opener knows http and https alone
    if urlsplit(request.full_url).scheme not in {"http", "https"}:
        raise ValueError("not an address of the web")
    deadline = time.monotonic() + PATIENCE
    try:
        with closing(_opener().open(request, timeout=PATIENCE)) as response:
            return json.loads(_read(response, deadline))
    except HTTPError as refused:
        refused.close()
        if refused.code == HTTPStatus.BAD_REQUEST:  # the address is at fault, not the service
            return {"features": []}
        raise


def _opener() -> OpenerDirector:
    """Make an opener that follows no redirection and opens neither files nor FTP."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """Read a whole answer, unless it is too long or comes too slowly."""
    answer = b""
    while some := response.read1(8192):
        answer += some
        if len(answer) > MOST_BYTES:
            raise ValueError("too long an answer")
        if time.monotonic() > deadline:
            raise TimeoutError
    return answer
