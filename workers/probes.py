"""What a balancer, a supervisor and Prometheus ask: /healthz, /readyz, /metrics."""

from collections.abc import Callable
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST

from participation.base import measures
from workers.figures import Figures
from workers.readiness import checks

Answer = Callable[[HttpRequest], HttpResponse]
NOT_FOUND = 404


class ProbeMiddleware:
    """Answer them before hosts, https and sessions: a balancer asks by number and in clear."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        response = probe(request)
        response.headers["Cache-Control"] = "no-store"
        return response


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; nothing else is asked, so that nothing else restarts it."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Say which checks are well, with 503 unless all are; details are for who has the token."""
    done = checks()
    is_ready = all(check.is_well for check in done)
    found = {
        check.name: check.found if has_token(request) else "ok" if check.is_well else "failed"
        for check in done
    }
    return JsonResponse({"ready": is_ready, "checks": found}, status=200 if is_ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures to who has the token; to others there is nothing here."""
    if not has_token(request):
        return HttpResponse("Not found", status=NOT_FOUND, content_type="text/plain")
    return HttpResponse(measures.exposition(Figures()), content_type=CONTENT_TYPE_LATEST)


def has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    token = settings.METRICS_TOKEN.encode()
    return bool(token) and compare_digest(given, token)


PROBES: dict[str, Answer] = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
