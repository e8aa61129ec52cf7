"""Tags draw what they say, in words as well as in pictures."""

import re
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from participation.ui.templatetags import ui


def drawn(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("rung", "name", "position"),
    [
        ("information", "Information", 1),
        ("consultation", "Consultation", 2),
        ("concertation", "Concertation", 3),
        ("co_construction", "Co-construction", 4),
        ("co-construction", "Co-construction", 4),
    ],
)
def test_ladder_says_its_rung_in_words(rung: str, name: str, position: int) -> None:
    html = drawn("{% ladder rung label=True %}", rung=rung)
    assert name in html
    assert f"Degré {position} sur 4" in html
    assert html.count("ladder-here") == 1
    assert html.count("ladder-climbed") == position - 1
    assert 'aria-hidden="true"' in html


def test_ladder_list_marks_one_current_rung() -> None:
    html = drawn("{% ladder_list 'concertation' %}")
    assert html.count("<li") == 4
    assert re.findall(r'aria-current="step">([\w-]+)', html) == ["Concertation"]


def test_an_unknown_rung_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="referendum"):
        drawn("{% ladder 'referendum' %}")


def test_chart_is_a_table_with_its_figures() -> None:
    rows = [("À pied", 412), {"label": "À vélo", "count": 187}, ("En car", None)]
    html = drawn("{% bar_chart rows caption='Comment venez-vous ?' base=720 %}", rows=rows)
    assert "<caption>Comment venez-vous ?</caption>" in html
    assert re.findall(r'bar-value" width="([\d.]+)"', html) == ["57.2", "26.0", "0.0"]
    assert re.findall(r"<td>([^<]+)</td>", html) == ["412", "57\u00a0%", "187", "26\u00a0%"]
    assert "masqué" in html
    assert "style=" not in html


def test_chart_under_its_own_title_says_it_once_to_the_eye() -> None:
    html = drawn("{% bar_chart rows caption='Vide' is_titled=True %}", rows=[("Oui", 3)])
    assert '<caption class="visually-hidden">Vide</caption>' in html


def test_a_rung_is_told_in_one_sentence() -> None:
    assert drawn("{% rung_words 'co_construction' %}") == "Co-construction, degré 4 sur 4"


def test_chart_of_nothing_is_still_a_table() -> None:
    html = drawn("{% bar_chart rows caption='Vide' %}", rows=[("Oui", 0)])
    assert re.findall(r"<td>([^<]+)</td>", html) == ["0", "–"]


def test_query_changes_one_filter_and_keeps_the_others() -> None:
    request = RequestFactory().get("/demarches/", {"q": "vélo & car", "page": "3"})
    html = drawn("{% query page=4 %}", request=request)
    assert html == "?q=v%C3%A9lo+%26+car&amp;page=4"
    assert drawn("{% query page='' %}", request=request) == "?q=v%C3%A9lo+%26+car"


def test_pages_around_the_current_one_are_shown() -> None:
    page = Paginator(range(200), 10).page(5)
    assert list(ui.page_numbers(page)) == [1, None, 4, 5, 6, None, 20]


def test_refused_text_is_given_back_without_secrets() -> None:
    text = "Une fontaine près du marché, s’il vous plaît."
    sent = {"story": text, "password": "a long secret that must not show", "way": "walk"}
    request = RequestFactory().post("/", sent)
    assert ui.typed_texts(request) == [text]
    assert ui.typed_texts(RequestFactory().get("/", sent)) == []


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"Origin": "http://testserver"}, True),
        ({"Referer": "http://testserver/page/"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
def test_form_of_another_site_is_recognised(headers: dict[str, str], answer: bool) -> None:
    assert ui.sent_from_here(RequestFactory().post("/", headers=headers)) is answer


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0",
            "Firefox, Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("curl/8.5", "curl/8.5"),
    ],
)
def test_device_is_named_for_people(agent: str, name: str) -> None:
    assert ui.device(agent) == name
