"""Asking outside web addresses, without ever reaching into a private network."""

import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from socket import IPPROTO_TCP, SHUT_RDWR, SOCK_STREAM, create_connection, getaddrinfo, socket
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

PATIENCE = 10.0  # seconds, for the whole answer
SHORT_PATIENCE = 4.0  # seconds, for an address that only tells whether the outside is there
MOST_REDIRECTS = 4
PORTS = {"http": 80, "https": 443}
RESERVED = {"example", "invalid", "localhost", "test"}
REDIRECTS = {
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
}
# Those who do not answer a HEAD say so in many ways: all are asked again by GET.
ANSWERS = range(200, 400)

MayReach = Callable[[str], bool]


class NotReached(Exception):
    """The address does not answer, or is none that may be asked."""


class TooMuch(NotReached):
    """The answer is longer than what was asked for."""


@dataclass(frozen=True)
class Answer:
    """What an address answered: its status, its headers by name in small letters, its bytes."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""


@dataclass(frozen=True)
class _Wish:
    """What is asked of each host on the way, and until when (`monotonic`)."""

    method: str
    ends_at: float
    may_reach: MayReach
    schemes: tuple[str, ...] = ("http", "https")
    headers: Mapping[str, str] = field(default_factory=dict)
    most_bytes: int = 0  # none: the content is not read
    body: bytes | None = None

    @property
    def patience(self) -> float:
        return self.ends_at - monotonic()


@dataclass(frozen=True)
class _Question:
    """One request to one host, whose number is already known and allowed."""

    parts: SplitResult
    number: str
    port: int

    def ask(self, wish: _Wish) -> Answer:
        host = self.parts.hostname or ""
        connection = HTTPConnection(host, self.port)
        # The name is resolved once: asked again, it could answer with another, private, number.
        line = create_connection((self.number, self.port), wish.patience)
        if self.parts.scheme == "https":
            context = ssl.create_default_context()
            line = context.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)
        connection.sock = line
        with closing(line), _cut_at_the_end(line, wish.patience):
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            path = self.parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
            headers = {"User-Agent": "Participation", "Connection": "close", **wish.headers}
            connection.request(wish.method, path, body=wish.body, headers=headers)
            with closing(connection.getresponse()) as answer:
                content = answer.read(wish.most_bytes + 1) if wish.most_bytes else b""
                given = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, given, content)


@contextmanager
def _cut_at_the_end(line: socket, seconds: float) -> Iterator[None]:
    """Cut the line when time is over: an answer that comes drop by drop would never end."""

    def cut() -> None:
        with suppress(OSError):
            line.shutdown(SHUT_RDWR)

    timer = Timer(max(seconds, 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def is_public(number: str) -> bool:
    """Say whether an IP address belongs to the open internet, and to one machine."""
    found = ip_address(number.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or found
    return inner.is_global and not inner.is_multicast


def is_reserved(url: str) -> bool:
    """Say whether an address ends in a name that nobody will ever own (RFC 6761)."""
    host = urlsplit(url).hostname or ""
    return host.rstrip(".").rpartition(".")[2] in RESERVED


def any_answers(urls: Iterable[str]) -> bool:
    """Say whether one of these addresses answers, whatever it says: then the outside is there."""
    for url in urls:
        with suppress(NotReached):
            status_of(url, patience=SHORT_PATIENCE)
            return True
    return False


def status_of(url: str, *, may_reach: MayReach = is_public, patience: float = PATIENCE) -> int:
    """Give the status with which a web address answers, its redirections followed.

    HEAD first, then GET for those who refuse it. Each step must be http or https, without name or
    password, at a host all of whose numbers `may_reach` allows. Raises NotReached for anything
    else, and when nobody answers within `patience` (seconds), all steps together.
    """
    wish = _Wish("HEAD", monotonic() + patience, may_reach)
    status = _final_answer(url, wish).status
    return status if status in ANSWERS else _final_answer(url, replace(wish, method="GET")).status


def fetch(
    url: str,
    *,
    most_bytes: int,
    headers: Mapping[str, str] | None = None,
    schemes: tuple[str, ...] = ("https",),
    may_reach: MayReach = is_public,
) -> Answer:
    """Give what a web address answers by GET, whatever its status, its redirections followed.

    Each step, redirections too, must be of one of these schemes, without name or password, at a
    host all of whose numbers `may_reach` allows. Raises TooMuch beyond `most_bytes`, NotReached for
    anything else, and when the whole is not there in ten seconds.
    """
    ends_at = monotonic() + PATIENCE
    wish = _Wish("GET", ends_at, may_reach, schemes, headers or {}, most_bytes)
    answer = _final_answer(url, wish)
    if len(answer.content) > most_bytes:
        raise TooMuch(url)
    return answer


def send(
    url: str,
    body: bytes,
    *,
    most_bytes: int,
    headers: Mapping[str, str],
    patience: float,
    may_reach: MayReach = is_public,
) -> Answer:
    """Give what a web address answers to this body by POST, whatever its status.

    For services that whoever runs the site named in its settings: http is allowed, redirections
    are not followed. Raises TooMuch beyond `most_bytes`, NotReached for anything else, and when
    the whole is not there within `patience` (seconds).
    """
    wish = _Wish(
        "POST", monotonic() + patience, may_reach, ("http", "https"), headers, most_bytes, body
    )
    try:
        answer = _question(url, wish).ask(wish)
    except (OSError, HTTPException, ValueError) as problem:
        raise NotReached(url) from problem
    if wish.patience <= 0:  # what was cut short may look whole
        raise NotReached(url)
    if len(answer.content) > most_bytes:
        raise TooMuch(url)
    return answer


def _final_answer(url: str, wish: _Wish) -> Answer:
    for _step in range(MOST_REDIRECTS + 1):
        try:
            answer = _question(url, wish).ask(wish)
        except (OSError, HTTPException, ValueError) as problem:
            raise NotReached(url) from problem
        if wish.patience <= 0:  # what was cut short may look whole
            raise NotReached(url)
        target = answer.headers.get("location")
        if answer.status not in REDIRECTS or not target:
            return answer
        url = urljoin(url, target)
    raise NotReached(url)


def _question(url: str, wish: _Wish) -> _Question:
    parts = urlsplit(url)
    host, port = parts.hostname, parts.port or PORTS.get(parts.scheme)
    if parts.scheme not in wish.schemes or not host or port is None or parts.username is not None:
        raise NotReached(url)
    found = getaddrinfo(host, port, type=SOCK_STREAM, proto=IPPROTO_TCP)
    numbers = [str(entry[4][0]) for entry in found]
    if not numbers or not all(wish.may_reach(number) for number in numbers):
        raise NotReached(url)
    return _Question(parts, numbers[0], port)
