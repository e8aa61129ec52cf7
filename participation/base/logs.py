"""The technical log: one JSON object a line, with the id of the request, and nobody’s words."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from time import perf_counter
from traceback import extract_tb
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from participation.base import measures

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
ADDRESS = re.compile(r"[^\s@<>\"'(),;:=]+@[^\s@<>\"'(),;]+")
PHONE = re.compile(r"(?:\+\d{2}|\b0)[ .-]?\d(?:[ .-]?\d{2}){4}\b")
LONGEST = 500
PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "data"}
WORD = re.compile(r"[\w.:/-]{1,80}")  # an extra that is one word: a name of ours, never a sentence
OUR_SENTENCES = frozenset({"why"})  # refusals, which the platform words itself

access = logging.getLogger("participation.access")
_request_id: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def speaking_of(request_id: str) -> Iterator[None]:
    """Give every line written meanwhile this id: of a request, or of a task."""
    token = _request_id.set(request_id)
    try:
        yield
    finally:
        _request_id.reset(token)


def without_people(text: str) -> str:
    """Take e-mail addresses and telephone numbers out of a line, and what makes it long."""
    return PHONE.sub("[téléphone]", ADDRESS.sub("[courriel]", text))[:LONGEST]


class JsonFormatter(logging.Formatter):
    """Write a record as JSON.

    Django puts addresses of pages in its lines, and these hold tracking codes: of its lines the
    sentence is kept and the arguments are not. Of an exception, its kind and the way to it are
    kept: what it says may quote a person.
    """

    def format(self, record: logging.LogRecord) -> str:
        is_django = record.name.partition(".")[0] == "django"
        message = str(record.msg) if is_django else record.getMessage()
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_people(message),
        }
        if request_id := _request_id.get():
            line["request"] = request_id
        line |= dict(_extras(record))
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__qualname__
            frames = extract_tb(record.exc_info[2])
            line["way"] = [f"{at.filename}:{at.lineno} {at.name}" for at in frames[-20:]]
        return json.dumps(line, ensure_ascii=False)


def _extras(record: logging.LogRecord) -> Iterator[tuple[str, object]]:
    for name, value in vars(record).items():
        if name in PLAIN or name.startswith("_"):
            continue
        if value is None or isinstance(value, bool | int | float):
            yield name, value
        elif isinstance(value, str) and (name in OUR_SENTENCES or WORD.fullmatch(value)):
            yield name, without_people(value)


def to_json(level: str = "INFO") -> dict[str, Any]:
    """Give the LOGGING setting that writes everything to the error output, as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "participation.base.logs.JsonFormatter"}},
        "handlers": {"output": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["output"], "level": level},
        "loggers": {
            "django": {"handlers": ["output"], "level": level, "propagate": False},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
            "django_tasks": {"level": "WARNING"},  # two lines for each page that is saved
        },
    }


class RequestMiddleware:
    """Name each request, measure it, and say in one line what became of it.

    The line names the view and never the address, which may hold a tracking code.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = _id_of(request)
        start = perf_counter()
        with speaking_of(request_id):
            response = self.get_response(request)
            self.tell(request, response.status_code, perf_counter() - start)
        response.headers[HEADER] = request_id
        return response

    def tell(self, request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        view = match.view_name if match else "none"
        measures.note(view, request.method or "", status, seconds)
        extra = {
            "method": request.method,
            "view": view,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }
        access.info("request", extra=extra)


def _id_of(request: HttpRequest) -> str:
    """Keep the id that a proxy of ours gave, so that one id follows a request everywhere."""
    given = request.headers.get(HEADER, "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT and GIVEN.fullmatch(given):
        return given
    return uuid4().hex
