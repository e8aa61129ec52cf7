import json
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from pytest_django import Settings

from participation.territories import geocoding
from participation.territories.geocoding import NotFound, Place, Unavailable, locate

ADDRESS = "12 rue des Tanneries, Saint-Ormel"
PLACE = Place(2.36, 48.93, "12 Rue des Tanneries 00100 Saint-Ormel", "0A001")


def answer(**properties: Any) -> bytes:
    told = {"label": PLACE.label, "citycode": "0A001", "score": 0.9, **properties}
    where = {"type": "Point", "coordinates": [2.36, 48.93]}
    feature = {"type": "Feature", "geometry": where, "properties": told}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


class Geocoder(ThreadingHTTPServer):
    """A stand-in for the service: it answers what it is told, and notes what it was asked."""

    daemon_threads = True
    status = 200
    body = answer()
    headers: dict[str, str] = {}
    wait = 0.0  # before the answer
    drip = 0.0  # between its bytes

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/geocodage/search"


class Answering(BaseHTTPRequestHandler):
    server: Geocoder

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        time.sleep(self.server.wait)
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        step = 1 if self.server.drip else len(self.server.body)
        with suppress(OSError):  # the other side may hang up
            for start in range(0, len(self.server.body), step):
                self.wfile.write(self.server.body[start : start + step])
                time.sleep(self.server.drip)

    def log_message(self, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def geocoder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Geocoder]:
    monkeypatch.setattr(geocoding, "PATIENCE", 0.3)
    server = Geocoder()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.GEOCODER_URL = server.url
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_is_found_and_asked_only_once_a_day(geocoder: Geocoder) -> None:
    assert locate(ADDRESS) == PLACE
    assert locate(f"  {ADDRESS.upper()}  ") == PLACE
    assert [parse_qs(urlsplit(path).query) for path in geocoder.asked] == [
        {"q": [ADDRESS], "limit": ["1"]}
    ]


def test_no_address_stands_in_the_cache_nor_in_the_log(
    geocoder: Geocoder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keys: list[str] = []
    keep = cache.set

    def noted(key: str, *args: Any) -> None:
        keys.append(key)
        keep(key, *args)

    monkeypatch.setattr(cache, "set", noted)
    with caplog.at_level(logging.DEBUG):
        locate(ADDRESS)
        geocoder.status = 500
        locate("34 quai du Port, Vermonde")
    assert len(keys) == 2
    said = " ".join([*keys, caplog.text]).lower()
    assert "geocoder does not answer" in said
    assert not any(word in said for word in ("tanneries", "ormel", "quai", "vermonde"))


@pytest.mark.parametrize(
    "body", [b'{"features": []}', answer(score=0.2)], ids=["nothing", "hardly like it"]
)
def test_what_the_service_does_not_know_is_not_found(geocoder: Geocoder, body: bytes) -> None:
    geocoder.body = body
    assert locate(ADDRESS) == NotFound()
    assert locate(ADDRESS) == NotFound()
    assert len(geocoder.asked) == 1


def test_an_address_the_service_refuses_is_not_found(geocoder: Geocoder) -> None:
    geocoder.status = 400
    assert locate("???") == NotFound()
    geocoder.status = 200
    assert locate(ADDRESS) == PLACE  # the service was not at fault


def test_too_little_is_asked_of_nobody(geocoder: Geocoder) -> None:
    assert locate(" a ") == NotFound()
    assert geocoder.asked == []


TROUBLES: dict[str, dict[str, Any]] = {
    "error": {"status": 500},
    "too often": {"status": 429},
    "redirection": {"status": 302, "headers": {"Location": "http://127.0.0.1:9/"}},
    "slow": {"wait": 0.6},
    "drop by drop": {"drip": 0.01},
    "no JSON": {"body": b"<html>"},
    "too deep": {"body": b"[" * 60_000},
    "a list": {"body": b"[]"},
    "no place": {"body": b'{"features": [{"properties": {}}]}'},
    "no properties": {
        "body": b'{"features": [{"properties": [], "geometry": {"coordinates": [1,2]}}]}'
    },
    "off the earth": {"body": answer().replace(b"48.93", b"4893")},
    "huge": {"body": answer(filler="x" * 70_000)},
    "no label": {"body": answer().replace(b'"label"', b'"nothing"')},
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
def test_whatever_the_service_does_it_is_only_unavailable(
    geocoder: Geocoder, trouble: dict[str, Any]
) -> None:
    for name, value in trouble.items():
        setattr(geocoder, name, value)
    began = time.monotonic()
    assert locate(ADDRESS) == Unavailable()
    assert time.monotonic() - began < 1.5


def test_a_service_that_failed_is_left_alone_for_a_while(geocoder: Geocoder) -> None:
    geocoder.status = 500
    assert locate(ADDRESS) == Unavailable()
    geocoder.status = 200
    assert locate(ADDRESS) == Unavailable()
    assert len(geocoder.asked) == 1
    cache.delete("geocoder:rests")
    assert locate(ADDRESS) == PLACE


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "ftp://127.0.0.1/", "http://127.0.0.1:9/"]
)
def test_without_a_service_that_answers_it_is_unavailable(settings: Settings, url: str) -> None:
    settings.GEOCODER_URL = url
    assert locate(ADDRESS) == Unavailable()


def test_no_service_is_asked_unless_an_operator_says_so(settings: Settings) -> None:
    assert settings.GEOCODER_URL == ""
