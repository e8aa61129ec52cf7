"""Looking for words in a space."""

from html import escape

import pytest
from django.test import Client

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.models import Council
from participation.councils.queries.search import words_in
from participation.councils.registry import Found
from participation.councils.templatetags.councils import marking
from tests.participation.councils.stand_in import StandIn, alone
from tests.people import SignIn


@pytest.fixture
def kitchen(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    room: StandIn = alone(StandIn(), monkeypatch)
    room.shelves = [
        Found("Le goûter de l’école", "Des crêpes <b>et</b> du cidre", "/a/", now()),
        Found("La fête", "Le goûter des voisins", "/b/", now()),
    ]
    return room


@pytest.fixture
def member(councillor: Account, council: Council, browsing_as: SignIn) -> Client:
    return browsing_as(councillor)


def search(client: Client, council: Council, typed: str) -> str:
    return client.get(f"{council.space_url}chercher/", {"q": typed}).content.decode()


def test_every_word_is_needed_and_accents_do_not_matter(
    council: Council, member: Client, kitchen: StandIn
) -> None:
    page = search(member, council, "GOUTER Ecole")
    assert "1 résultat." in page
    assert '<a href="/a/">Le <mark>goûter</mark> de l’<mark>école</mark></a>' in page
    assert "La fête" not in page
    assert "2 résultats." in search(member, council, "goûter")


def test_what_is_found_is_escaped(council: Council, member: Client, kitchen: StandIn) -> None:
    page = search(member, council, "crepes")
    assert "Des <mark>crêpes</mark> &lt;b&gt;et&lt;/b&gt; du cidre" in page
    assert "<script>x" not in search(member, council, "<script>x")


def test_nothing_found_says_what_to_try(council: Council, member: Client, kitchen: StandIn) -> None:
    assert "Rien ne contient tous ces mots" in search(member, council, "piscine")


@pytest.mark.parametrize("typed", ["", "   ", "a", "a b"])
def test_without_a_word_one_is_told_how_to_look(
    council: Council, member: Client, kitchen: StandIn, typed: str
) -> None:
    page = search(member, council, typed)
    assert "Écrivez un ou plusieurs mots." in page
    assert "résultat" not in page


def test_words_are_folded_each_once_and_at_most_eight() -> None:
    assert words_in(" École  ECOLE  à la fête ") == ["ecole", "la", "fete"]
    assert len(words_in("un deux trois quatre cinq six sept huit neuf dix")) == 8


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Cœur", ["coeur"], "<mark>Cœur</mark>"),
        ("Cœur", ["eur"], "C<mark>œur</mark>"),
        ("a & b", ["b"], "a &amp; <mark>b</mark>"),
        ("abab", ["aba", "bab"], "<mark>abab</mark>"),
        ("l’été", ["l'ete"], "<mark>l’été</mark>"),
        ("rien", ["tout"], "rien"),
        ("rien", [], "rien"),
    ],
)
def test_found_words_are_marked(text: str, words: list[str], marked: str) -> None:
    assert marking(text, words).replace("’", "’") == marked


def test_marking_adds_nothing_but_marks() -> None:
    text = "<mark>&amp; «\u00a0l’été\u00a0»</mark>"
    shown = marking(text, ["ete", "mark", "amp"])
    assert shown.replace("<mark>", "").replace("</mark>", "") == escape(text).replace("’", "’")
