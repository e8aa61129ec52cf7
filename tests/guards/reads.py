"""A page that is only looked at must change no row: prefetching, robots and Back repeat it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
ALLOWED_TABLES = {
    "django_session": "the visitor's own thread",
    "usersessions_usersession": "allauth notes when a session was last seen",
    "councils_attempt": "who tries a private address with an office is told to its members",
    "cms_picturerendition": "a picture's size is made the first time it is shown",
}
OTHER_PEOPLES_VIEWS = ("allauth.", "wagtail.admin.", "wagtail.users.", "wagtail.images.views.")


class WroteOnRead(AssertionError):
    """A GET or HEAD changed rows."""


@contextmanager
def reads_never_write() -> Iterator[None]:
    """Fail each GET or HEAD that sends INSERT, UPDATE or DELETE to the database."""
    original = BaseHandler.get_response

    def get_response(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return original(handler, request)
        with connection.execute_wrapper(_refusing(request)):
            return original(handler, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "get_response", get_response)
        yield


def _refusing(request: HttpRequest) -> Callable[..., Any]:
    def refuse(execute: Callable[..., Any], statement: str, *arguments: Any) -> Any:
        written = WRITE.match(statement)
        if written and written[1] not in ALLOWED_TABLES and not _is_elsewhere(request):
            raise WroteOnRead(f"{request.method} {request.path} wrote: {statement[:200]}")
        return execute(statement, *arguments)

    return refuse


def _is_elsewhere(request: HttpRequest) -> bool:
    match = request.resolver_match
    view = getattr(match.func, "view_class", match.func) if match else None
    return getattr(view, "__module__", "").startswith(OTHER_PEOPLES_VIEWS)
