"""Whom a view serves and whether it may change anything; and what every answer carries."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

View = Callable[..., HttpResponseBase]
Audience = Callable[[HttpRequest], bool]


def everyone(request: HttpRequest) -> bool:
    return True


def signed_in(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated)


def reads(audience: Audience) -> Callable[[View], View]:
    """Serve the view to an audience, by GET and HEAD alone; it must change no row."""
    return _serve(audience, require_safe, writes=False)


def writes(audience: Audience) -> Callable[[View], View]:
    """Serve the view to an audience, by GET (which changes nothing) and POST (which may)."""
    return _serve(audience, require_http_methods(["GET", "HEAD", "POST"]), writes=True)


def _serve(
    audience: Audience, methods: Callable[[View], View], *, writes: bool
) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        checked = methods(login_required(view) if audience is signed_in else view)

        @wraps(view)
        def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if audience is not signed_in and not audience(request):
                raise Http404  # what one may not see looks absent
            return checked(request, *args, **kwargs)

        served.audience = audience  # type: ignore[attr-defined]
        served.writes = writes  # type: ignore[attr-defined]
        return served

    return decorate


def safe_next(request: HttpRequest, fallback: str) -> str:
    """Give the local address asked for in `next`, or the fallback if it leads elsewhere."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return fallback


DRAFT_COOKIE = "brouillon-"


def _holds_a_draft(request: HttpRequest) -> bool:
    return any(name.startswith(DRAFT_COOKIE) for name in request.COOKIES)


class PrivacyMiddleware:
    """Pages that know who reads them are never kept by a cache; features stay switched off."""

    POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.user.is_authenticated or _holds_a_draft(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


SECRET_FIELDS = frozenset({"csrfmiddlewaretoken", "password", "password1", "password2", "code"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show again what was typed, with a fresh token, instead of destroying it."""
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in SECRET_FIELDS
        for value in values
    ]
    context = {"kept": kept, "action": request.get_full_path(), "lost_files": bool(request.FILES)}
    return render(request, "403_csrf.html", context, status=403)


def with_query(path: str, **query: str | int) -> str:
    """Add a query string to a path, leaving empty values out."""
    given = {name: value for name, value in query.items() if value not in ("", None)}
    return f"{path}?{urlencode(given)}" if given else path
