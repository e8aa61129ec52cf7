"""The frame holds on every page: language, title, help, and no cookie for reading."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django.fixtures import Settings

from participation.ui.context import site
from participation.ui.views import style_guide


@pytest.fixture
def guide(client: Client, settings: Settings) -> str:
    settings.SHOW_STYLE_GUIDE = True
    return client.get("/style/").content.decode()


@pytest.mark.django_db
def test_style_guide_is_hidden_by_default(client: Client) -> None:
    assert client.get("/style/").status_code == 404


@pytest.mark.django_db
def test_reading_lays_no_cookie(client: Client, settings: Settings) -> None:
    settings.SHOW_STYLE_GUIDE = True
    assert client.get("/style/").cookies.keys() == set()


@pytest.mark.django_db
def test_page_has_one_title_one_heading_one_main(guide: str) -> None:
    assert '<html lang="fr">' in guide
    assert [guide.count(tag) for tag in ("<title>", "<h1", "<main", "<header", "<footer")] == [
        1
    ] * 5
    assert "<title>Guide de style – Participation</title>" in re.sub(r"\s+", " ", guide)


@pytest.mark.django_db
def test_headings_come_in_order(guide: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", guide)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.django_db
def test_no_id_is_used_twice(guide: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', guide)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
def test_page_loads_one_style_two_scripts_and_an_icon(guide: str) -> None:
    loaded = re.findall(r'<(?:link rel="(?:stylesheet|icon)" href|script src)="([^"]+)"', guide)
    assert [path.rsplit("/", 1)[-1] for path in loaded] == [
        "favicon.svg",
        "site.css",
        "htmx-2.min.js",
        "site.js",
    ]


@pytest.mark.django_db
def test_refused_form_is_told_in_the_title(client: Client, settings: Settings) -> None:
    settings.SHOW_STYLE_GUIDE = True
    page = client.get("/style/?errors").content.decode()
    assert "<title>Erreur\u00a0: Guide de style" in page


@pytest.mark.django_db
def test_help_is_on_the_page(client: Client, settings: Settings) -> None:
    settings.SHOW_STYLE_GUIDE = True
    settings.HELP_PHONE, settings.HELP_EMAIL = "01 99 00 12 34", "aide@demo.example"
    page = client.get("/style/").content.decode()
    help_block = page[page.index("site-help") : page.index("<footer")]
    assert 'href="tel:0199001234"' in help_block
    assert 'href="mailto:aide@demo.example"' in help_block


@pytest.mark.django_db
def test_language_is_changed_without_a_token() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/langue/", {"language": "en", "next": "/aide/"})
    assert (answer.status_code, answer["Location"]) == (302, "/aide/")
    assert answer.cookies["django_language"].value == "en"


@pytest.mark.django_db
def test_language_never_sends_to_another_site(client: Client) -> None:
    answer = client.post("/langue/", {"language": "en", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_breakdown_page_needs_neither_request_nor_rows() -> None:
    page = render_to_string("500.html")
    assert "<h1>Nous avons un problème technique</h1>" in page


@pytest.mark.parametrize("name", ["400", "403", "404", "429"])
def test_error_page_says_what_to_do(name: str, rf: RequestFactory) -> None:
    page = in_frame(f"{name}.html", rf.get("/"))
    assert page.count("<h1>") == 1
    assert '<p class="lede">' in page


@pytest.mark.parametrize(
    ("sender", "offered"), [("http://testserver", True), ("https://evil.example", False)]
)
def test_refused_form_is_offered_again_to_its_own_site(
    sender: str, offered: bool, rf: RequestFactory
) -> None:
    text = "Une fontaine près du marché, s’il vous plaît."
    request = rf.post("/demarches/", {"story": text}, HTTP_ORIGIN=sender)
    page = in_frame("403_csrf.html", request, kept=[("story", text)], action="/demarches/")
    assert text in page
    assert ("Envoyer de nouveau" in page) is offered


def in_frame(template: str, request: HttpRequest, **context: Any) -> str:
    request.user = AnonymousUser()
    frame = {**site(request), "user": request.user, "request": request, "messages": []}
    return render_to_string(template, {**frame, "csrf_token": "x", "lost_files": False, **context})


@pytest.mark.django_db
def test_signing_in_starts_with_a_code(client: Client) -> None:
    page = client.get("/compte/login/").content.decode()
    assert page.count("<h1") == 1
    assert "Recevoir mon code" in page
    assert 'placeholder="' not in page


def test_style_guide_serves_everyone_and_writes_nothing() -> None:
    assert style_guide.writes is False  # type: ignore[attr-defined]


def test_english_pages_say_so(rf: RequestFactory) -> None:
    with translation.override("en"):
        assert '<html lang="en">' in render_to_string("500.html")
