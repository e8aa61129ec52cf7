"""Whom a view serves, and what every answer carries."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from participation.accounts.models import Account
from participation.base import http


@http.reads(http.everyone)
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("lu")


@http.writes(lambda request: False)
def for_nobody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("jamais")


def test_a_page_to_read_takes_no_post(rf: RequestFactory) -> None:
    request = rf.post("/")
    request.user = AnonymousUser()
    assert page(request).status_code == 405


def test_what_one_may_not_see_looks_absent(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    with pytest.raises(Http404):
        for_nobody(request)


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_next_never_leads_elsewhere(rf: RequestFactory, target: str) -> None:
    assert http.safe_next(rf.get("/", {"next": target}), "/ici/") == "/ici/"


def test_next_leads_to_a_page_of_this_site(rf: RequestFactory) -> None:
    assert http.safe_next(rf.get("/", {"next": "/demarches/x/"}), "/ici/") == "/demarches/x/"


def test_pages_that_know_their_reader_are_kept_by_no_cache(
    client: Client, resident: Account
) -> None:
    client.force_login(resident, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/mes-participations/").headers["Cache-Control"] == "private, no-store"


def test_an_empty_value_leaves_the_address_short() -> None:
    assert http.with_query("/demarches/", q="", page=2) == "/demarches/?page=2"
    assert http.with_query("/demarches/", q="") == "/demarches/"
