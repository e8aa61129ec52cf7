"""What a page costs and does: bytes, requests, third parties, complaints in the console."""

import gzip
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import ConsoleMessage, Page, Request, Response

TEXT = ("text/", "application/javascript", "application/json", "image/svg", "application/manifest")
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/avif", "image/gif")


@dataclass
class Watch:
    """What happened in a tab since its last navigation began."""

    requests: list[Request] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def asked(self, request: Request) -> None:
        is_main = request.is_navigation_request() and request.frame.parent_frame is None
        if is_main and request.redirected_from is None:
            for seen in (self.requests, self.responses, self.complaints):
                seen.clear()
        if not request.url.startswith("data:"):
            self.requests.append(request)

    def answered(self, response: Response) -> None:
        self.responses.append(response)

    def complained(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")


_watches: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


def watch(page: Page) -> Watch:
    """Give what has happened in this tab since its last navigation; the first call starts it."""
    if page not in _watches:
        seen = _watches[page] = Watch()
        page.on("request", seen.asked)
        page.on("response", seen.answered)
        page.on("console", seen.complained)
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    return _watches[page]


def budget(
    page: Page, *, kilobytes: int = 60, requests: int = 8, scripts: int = 20, cookies: int = 0
) -> None:
    """Assert that a first visit to this page stayed within its budget, and kept to itself.

    Weights are in kB after gzip, whatever the test server does; photos are not counted, for
    they come late. Cookies are those set before the visitor did anything.
    """
    page.wait_for_load_state("networkidle")
    seen = watch(page)
    host = urlsplit(page.url).netloc
    assert [r.url for r in seen.requests if urlsplit(r.url).netloc != host] == []
    assert seen.complaints == []
    assert len(page.context.cookies()) <= cookies, page.context.cookies()
    weights = {r.url: _weight(r) for r in seen.responses if not _kind(r).startswith(PICTURES)}
    assert len(weights) <= requests, weights
    assert sum(weights.values()) <= kilobytes * 1000, weights
    javascript = {r.url: weights[r.url] for r in seen.responses if "javascript" in _kind(r)}
    assert sum(javascript.values()) <= scripts * 1000, javascript


def _kind(response: Response) -> str:
    return response.headers.get("content-type", "")


def _weight(response: Response) -> int:
    if response.status in {204, 301, 302, 303, 304}:
        return 0
    body = response.body()
    return len(gzip.compress(body, 6)) if _kind(response).startswith(TEXT) else len(body)
