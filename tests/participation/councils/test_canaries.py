"""No private word leaves its council: words found nowhere else are planted, then looked for.

Somebody of each role outside follows every link, opens every address that needs no argument and
every address of the samples, searches, and reads what comes back: pages, files, headers, feeds.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve

from participation.accounts.models import Account
from participation.councils.models import Council
from participation.councils.registry import rooms
from participation.journal.models import Entry
from participation.notifications.models import Letter
from tests.participation.councils.conftest import Planted
from tests.participation.councils.fields import text_fields
from tests.participation.councils.routes import routes
from tests.participation.councils.samples import CANARY, Sample
from tests.participation.councils.test_matrix import OUTSIDE

pytestmark = pytest.mark.no_cover  # see test_matrix.py
LEAK = re.compile(rf"{CANARY}\d{{3}}")  # the bare word is what we search for
LINK = re.compile(r"""(?:href|src|action)="([^"]+)"|<loc>([^<]+)</loc>|"(/cms/[^"\s]*)\"""")
SEARCH = re.compile(r"""<input[^>]*name="(?:q|search)\"""")
# Who may do least elsewhere sees no more: a resident than a neighbour, an outsider than an officer.
STRONGEST = [role for role in OUTSIDE if role not in {"resident", "outsider"}]
# Administrators run the trainings that nobody else runs, and read again what is proposed to all.
THEIRS = {
    "administrator": re.compile(r"/formations/sessions/\d+/inscriptions/|/ressources/guides/\d+/")
}
MOST_OF_A_KIND = 6  # pages of one route that are found by following links
ONE_S_OWN = {"accounts:my_data"}  # holds the words of whoever asks for it
NOT_PAGES = ("/static/", "/media/", "/ws/", "/cms/failwhale/")  # the last fails on purpose


@pytest.fixture(autouse=True)
def _editors_need_no_authenticator(settings: Any) -> None:
    settings.EDITORS_NEED_SECOND_FACTOR = False


def read(client: Client, url: str) -> str:
    """Give all that an answer says: its headers, and its body whatever its kind."""
    answer: Any = client.get(url)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.status_code} {dict(answer.headers)}\n{body.decode(errors='replace')}"


def doors(sample: Sample, slug: str) -> Iterator[str]:
    """Give every address that can be made without guessing."""
    yield "/"
    for route in routes():
        arguments = {"slug": slug, **sample.addresses.get(route.name, {})}
        if route.name and route.name not in ONE_S_OWN and route.takes <= arguments.keys():
            with suppress(NoReverseMatch):
                url = route.url({name: arguments[name] for name in route.takes})
                if not url.startswith(NOT_PAGES):
                    yield url


def crawl(client: Client, start: list[str]) -> dict[str, set[str]]:
    """Read the addresses given and those they link to, each with a search where there is one.

    Gives the canaries of each address that shows some.
    """
    known, waiting, found = set(start), list(start), {}
    kinds: Counter[str] = Counter()
    while waiting:
        url = waiting.pop(0)
        told = read(client, url)
        if canaries := set(LEAK.findall(told)):
            found[url] = canaries
        links = [local(url, link) for link in map("".join, LINK.findall(told))]
        if "?" not in url and SEARCH.search(told):
            links.append(f"{url}?q={CANARY}&search={CANARY}")
        for path in links:
            if path and path not in known and not path.startswith(NOT_PAGES):
                known.add(path)
                kinds[kind := kind_of(path)] += 1
                if kinds[kind] <= MOST_OF_A_KIND:
                    waiting.append(path)
    return found


def kind_of(path: str) -> str:
    """Give the route of an address, told apart when it searches; the path when there is none."""
    try:
        return f"{resolve(urlsplit(path).path).route}?{CANARY in path}"
    except Resolver404:
        return path


def local(page: str, link: str) -> str:
    """Give a link's path on this site, or nothing when it leads elsewhere."""
    to = urlsplit(urljoin(f"{settings.SITE_URL}{page}", unescape(link)))
    is_ours = f"{to.scheme}://{to.netloc}" in {settings.SITE_URL, "http://testserver"}
    return to._replace(scheme="", netloc="", fragment="").geturl() if is_ours else ""


@pytest.mark.parametrize("person", STRONGEST, indirect=True)
def test_nobody_outside_reads_a_private_word(
    planted: Planted, asking: Client, request: pytest.FixtureRequest
) -> None:
    theirs = THEIRS.get(request.node.callspec.params["person"])
    found = crawl(asking, list(dict.fromkeys(doors(planted.sample, planted.council.slug))))
    assert {url: told for url, told in found.items() if not (theirs and theirs.match(url))} == {}


@pytest.mark.parametrize("person", ["coordinator"], indirect=True)
def test_the_words_are_there_to_be_found(planted: Planted, asking: Client) -> None:
    """What must not leak is something that could: inside, each kind of room shows its words."""
    homes = [room.url(planted.council) for room in rooms() if room.label]
    shown = [url for url in homes if LEAK.search(read(asking, url))]
    assert len(shown) > len(homes) / 2


def test_every_private_text_is_planted(planted: Planted) -> None:
    bare = [
        field.label
        for field in text_fields()
        if not field.is_declared(planted.sample.public_fields) and not field.holds_a_canary
    ]
    assert bare == [], "write a seed.word() there in a sample.py, or say why everyone may read it"


def test_what_is_declared_public_exists_and_holds_no_private_word(planted: Planted) -> None:
    fields = text_fields()
    known = {field.label for field in fields} | {field.model._meta.label for field in fields}
    assert planted.sample.public_fields.keys() - known == set()
    declared = [field for field in fields if field.is_declared(planted.sample.public_fields)]
    assert [field.label for field in declared if field.holds_a_canary] == []


def test_neither_subjects_nor_the_journal_hold_a_private_word(planted: Planted) -> None:
    assert Letter.objects.exists()
    assert [letter.subject for letter in Letter.objects.all() if LEAK.search(letter.subject)] == []
    assert [sent.subject for sent in planted.letters if LEAK.search(str(sent.subject))] == []
    assert [entry.event for entry in Entry.objects.all() if LEAK.search(str(entry.payload))] == []
    assert LEAK.search(planted.log) is None


def test_letters_with_private_words_go_to_people_inside(planted: Planted) -> None:
    """Whoever receives such words may read the space, or is named by their own letter."""
    private = [sent for sent in planted.letters if LEAK.search(str(vars(sent)))]
    outside = [
        (sent.to, sent.subject)
        for sent in private
        for person in Account.objects.filter(email__in=sent.to)
        if not Council.objects.entered_by(person).filter(pk=planted.council.pk).exists()
    ]
    assert outside == []


def test_public_files_hold_no_private_word(planted: Planted) -> None:
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    leaks = [path for path in files if LEAK.search(path.read_bytes().decode(errors="replace"))]
    assert leaks == []
