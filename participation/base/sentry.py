"""Telling errors to a Sentry service, when one is named: what broke and where, about nobody."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment")
KEPT_OF_A_FRAME = ("filename", "abs_path", "module", "function", "lineno", "in_app")


def start(dsn: str, release: str = "") -> None:
    """Begin to tell errors there.

    Raises ImproperlyConfigured when the package is missing: an operator who named a service
    must not believe that it is told.
    """
    if find_spec("sentry_sdk") is None:
        raise ImproperlyConfigured(
            "SENTRY_DSN est donné, mais le paquet sentry-sdk n'est pas installé. "
            "Installez-le (pip install sentry-sdk) ou retirez SENTRY_DSN."
        )
    import_module("sentry_sdk").init(
        dsn=dsn,
        release=release or None,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=scrub,
        traces_sample_rate=None,
    )


def scrub(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """Keep of an event the kinds of its errors and the lines they passed by, and nothing else.

    No message, address, form, cookie, header, variable or user: any of them may hold an answer.
    """
    errors = event.get("exception", {}).get("values", [])
    kept = {name: event[name] for name in KEPT if name in event}
    kept["exception"] = {"values": [_error(error) for error in errors]}
    if view := event.get("transaction"):
        kept["transaction"] = view if "/" not in view else "address"
    return kept


def _error(error: dict[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames", [])
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "stacktrace": {"frames": [_frame(frame) for frame in frames]},
    }


def _frame(frame: dict[str, Any]) -> dict[str, Any]:
    return {name: frame[name] for name in KEPT_OF_A_FRAME if name in frame}
