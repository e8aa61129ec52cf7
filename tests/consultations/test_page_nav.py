"""The pages of a consultation lead to one another, under the title of each."""

import re

import pytest
from django.test import Client

from consultations.actions import announce
from consultations.models import Consultation
from consultations.registry import components
from tests.factories import make_closed, make_consultation, make_open, make_step

pytestmark = pytest.mark.django_db


def nav(client: Client, path: str) -> list[tuple[str, bool]]:
    """Give each page of the row, and whether one stands on it."""
    html = client.get(path).content.decode()
    found = re.search(r'<nav class="page-nav".*?</nav>', html, re.DOTALL)
    links = re.findall(r"<a ([^>]*)>([^<]+)</a>", found.group()) if found else []
    return [(label, 'aria-current="page"' in attributes) for attributes, label in links]


def labels(client: Client, consultation: Consultation) -> list[str]:
    return [label for label, _here in nav(client, f"/demarches/{consultation.slug}/changements/")]


def announced() -> Consultation:
    consultation = make_consultation()
    make_step(consultation, kind="register")
    return announce(consultation, actor=None)


def test_a_page_with_nothing_to_say_yet_is_left_out(client: Client) -> None:
    assert labels(client, announced()) == ["Présentation", "Journal"]


def test_an_open_consultation_shows_no_results(client: Client) -> None:
    consultation = make_open(make_consultation())
    assert labels(client, consultation) == ["Présentation", "Réponse", "Reçus", "Journal"]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("resultats/", "Résultats"),
        ("reponse/", "Réponse"),
        ("registre/", "Reçus"),
        ("changements/", "Journal"),
    ],
)
def test_each_page_says_where_one_stands(client: Client, path: str, label: str) -> None:
    consultation = make_closed(make_open(make_consultation()))
    shown = nav(client, f"/demarches/{consultation.slug}/{path}")
    assert [name for name, _here in shown] == [
        "Présentation",
        "Résultats",
        "Réponse",
        "Reçus",
        "Journal",
    ]
    assert [name for name, is_here in shown if is_here] == [label]


def test_each_component_says_what_its_button_does() -> None:
    acts = [str(component.act) for component in components().values()]
    assert len(set(acts)) == len(acts)
    assert "Participer" not in acts
