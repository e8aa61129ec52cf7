"""Which addresses are asked, and which never are."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest

from participation.base import reaching
from participation.base.reaching import Answer, NotReached, TooMuch, fetch, is_public, status_of


class Site(BaseHTTPRequestHandler):
    """Answers what the path says; HEAD is refused on /get-only."""

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        path = self.path.strip("/")
        if path == "get-only":
            self.send_response(405 if method == "HEAD" else 200)
        elif path.startswith(("long=", "drops=")):
            self._write(path)
            return
        elif path.startswith("to="):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("to=") or self.path)
        else:
            self.send_response(int(path))
        self.end_headers()

    def _write(self, path: str) -> None:
        """Write as many bytes as the path says, at once or drop by drop."""
        kind, _, number = path.partition("=")
        self.send_response(203)
        self.send_header("X-Said", "Oui")
        self.end_headers()
        for _byte in range(int(number)):
            self.wfile.write(b"a")
            self.wfile.flush()
            if kind == "drops":
                sleep(0.05)

    def handle(self) -> None:
        with suppress(OSError):  # who asked may have left
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def anywhere(number: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("path", "status"),
    [("200", 200), ("404", 404), ("get-only", 200), ("to=/200", 200), ("to=/500", 500)],
)
def test_the_status_is_that_of_the_last_answer(site: str, path: str, status: int) -> None:
    assert status_of(f"{site}/{path}", may_reach=anywhere) == status


def got(url: str, **how: Any) -> Answer:
    how = {"most_bytes": 100, "schemes": ("http",), "may_reach": anywhere, **how}
    return fetch(url, **how)


def test_what_is_fetched_comes_with_its_status_and_headers(site: str) -> None:
    answer = got(f"{site}/to=/long=100")
    assert (answer.status, answer.headers["x-said"]) == (203, "Oui")
    assert answer.content == b"a" * 100
    assert got(f"{site}/404").status == 404


def test_more_than_was_asked_for_is_too_much(site: str) -> None:
    with pytest.raises(TooMuch):
        got(f"{site}/long=101")


def test_an_answer_that_comes_drop_by_drop_is_cut(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "PATIENCE", 0.5)
    begun = monotonic()
    with pytest.raises(NotReached):
        got(f"{site}/drops=90")
    assert monotonic() - begun < 3


def test_only_https_is_fetched_unless_it_is_said(site: str) -> None:
    with pytest.raises(NotReached):
        fetch(f"{site}/200", most_bytes=9, may_reach=anywhere)
    with pytest.raises(NotReached):
        got(f"{site.replace('http:', 'ftp:')}/200")


def test_what_is_fetched_is_never_private(site: str) -> None:
    with pytest.raises(NotReached):
        got(f"{site}/200", may_reach=is_public)


def test_who_speaks_no_tls_is_not_reached(site: str) -> None:
    with pytest.raises(NotReached):
        got(f"{site.replace('http:', 'https:')}/200", schemes=("https",))


def test_what_turns_in_circles_is_not_reached(site: str) -> None:
    with pytest.raises(NotReached):
        status_of(f"{site}/to=", may_reach=anywhere)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://name:secret@127.0.0.1/",
        "http:///nowhere",
        "http://127.0.0.1:99999/",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_are_never_asked(url: str) -> None:
    with pytest.raises(NotReached):
        status_of(url, may_reach=anywhere)


def test_a_private_host_is_never_asked(site: str) -> None:
    with pytest.raises(NotReached):
        status_of(f"{site}/200")


def test_a_redirection_into_a_private_network_is_not_followed(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host counts as public, the one it leads to does not."""
    found = socket.getaddrinfo
    asked: list[str] = []

    def resolve(host: str, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        return found("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(reaching, "getaddrinfo", resolve)
    port = site.rpartition(":")[2]
    with pytest.raises(NotReached):
        status_of(
            f"http://public.example:{port}/to=http://inside.example:{port}/200",
            may_reach=lambda number: asked[-1] == "public.example",
        )
    assert asked == ["public.example", "inside.example"]


def test_a_host_with_one_private_number_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(reaching, "getaddrinfo", lambda *args, **kwargs: numbers)
    with pytest.raises(NotReached):
        status_of("http://example.org/")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        *((number, False) for number in ("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1")),
        *((number, False) for number in ("169.254.169.254", "100.64.0.1", "0.0.0.0")),
        *((number, False) for number in ("224.0.0.1", "::1", "fe80::1%eth0", "fc00::1")),
        ("::ffff:127.0.0.1", False),
    ],
)
def test_public_numbers_are_told_from_others(number: str, expected: bool) -> None:
    assert is_public(number) is expected
