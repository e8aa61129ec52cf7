"""What coordinators show to everybody, after they were asked whether somebody is named."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.accounts.models import Account
from participation.councils.documents.actions import (
    add_version,
    publish_document,
    unpublish_document,
    withdraw_version,
)
from participation.councils.documents.choices import DocumentType
from participation.councils.documents.models import Document
from participation.councils.documents.room import MOST_SHOWN, room
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.journal.models import Entry
from tests.participation.councils.documents.making import clean, make_document, upload
from tests.people import SignIn


@pytest.fixture
def document(council: Council, councillor: Account) -> Document:
    return make_document(council, actor=councillor, doc_type=DocumentType.MINUTES)


def url(name: str, document: Document) -> str:
    return reverse(f"documents:{name}", args=[document.council.slug, document.pk])


def test_a_coordinator_publishes_once_the_names_were_looked_at(
    document: Document, coordinator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(coordinator)
    asked = browser.get(url("publish", document)).content.decode()
    assert "Ce document nomme-t-il une personne\u202f?" in asked
    unchecked = browser.post(url("publish", document))
    assert unchecked.status_code == 422
    assert "puis cochez la case" in unchecked.content.decode()
    assert not Document.objects.public().exists()
    browser.post(url("publish", document), {"is_checked": "on"})
    version = document.versions.get()
    anybody: Any = Client().get(version.public_url)
    assert b"".join(anybody.streaming_content) == b"Des mots."
    assert anybody.headers["Cache-Control"] == "public, max-age=300"
    assert anybody.headers["Content-Disposition"].startswith("attachment")
    assert anybody.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert version.published_by == coordinator


@pytest.mark.parametrize("role", ["councillor", "animator"])
def test_nobody_else_publishes_or_takes_back(
    document: Document, role: str, browsing_as: SignIn, request: Any
) -> None:
    client = browsing_as(request.getfixturevalue(role))
    assert client.post(url("publish", document), {"is_checked": "on"}).status_code == 404
    publish_document(document, actor=None)
    assert client.post(url("unpublish", document)).status_code == 404
    assert Document.objects.public().exists()


def test_a_version_added_later_stays_private_until_it_is_published(
    document: Document, client: Client
) -> None:
    publish_document(document, actor=None)
    later = add_version(document, actor=None, upload=clean(upload("Corrigé.")))
    assert client.get(later.public_url).status_code == 404
    publish_document(document, actor=None)
    for version, content in ((later, "Corrigé."), (document.versions.get(number=1), "Des mots.")):
        response: Any = client.get(version.public_url)
        assert b"".join(response.streaming_content) == content.encode()


def test_publishing_twice_is_publishing_once(document: Document, coordinator: Account) -> None:
    publish_document(document, actor=coordinator)
    publish_document(document, actor=None)
    assert document.versions.get().published_by == coordinator
    assert Entry.objects.filter(event="DocumentPublished").count() == 1


def test_a_document_taken_back_is_absent_again(
    document: Document, coordinator: Account, browsing_as: SignIn
) -> None:
    version = publish_document(document, actor=coordinator)
    browser = browsing_as(coordinator)
    assert browser.get(url("unpublish", document)).status_code == 200
    browser.post(url("unpublish", document))
    assert Client().get(version.public_url).status_code == 404
    unpublish_document(document, actor=coordinator)
    assert Entry.objects.filter(event="DocumentUnpublished").count() == 1


def test_a_withdrawn_version_is_public_no_more(document: Document, client: Client) -> None:
    version = publish_document(document, actor=None)
    withdraw_version(version, actor=None, reason="Une adresse y figurait.")
    assert client.get(version.public_url).status_code == 404
    with pytest.raises(Refused, match="n’a plus de fichier"):
        publish_document(document, actor=None)


def test_the_author_renames_what_is_private_and_a_coordinator_what_is_public(
    document: Document, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    typed = {"title": "Réunion du 3 mars", "doc_type": "minutes", "folder": ""}
    arrange = url("arrange", document)
    assert browsing_as(councillor).post(arrange, typed).status_code == 302
    publish_document(document, actor=coordinator)
    assert browsing_as(councillor).post(arrange, typed).status_code == 404
    assert browsing_as(coordinator).post(arrange, typed).status_code == 302
    document.refresh_from_db()
    assert document.title == "Réunion du 3 mars"


def test_the_public_page_of_a_council_shows_its_brochure_and_minutes(
    document: Document, council: Council, client: Client
) -> None:
    assert room.panel(council) is None
    other = make_document(council, title="Étude")
    brochure = make_document(council, title="Plaquette", doc_type=DocumentType.BROCHURE)
    for made in (other, document, brochure):
        publish_document(made, actor=None)
    panel = room.panel(council)
    assert panel is not None
    assert panel.context["documents"] == [brochure, document]
    page = client.get(council.get_absolute_url()).content.decode()
    assert "Plaquette" in page
    assert "Étude" not in page
    assert reverse("documents:public", args=[council.slug]) in page


def test_without_brochure_nor_minutes_the_public_page_shows_the_latest_documents(
    council: Council,
) -> None:
    titles = [f"Relevé n° {number}" for number in range(MOST_SHOWN + 1)]
    for title in titles:
        publish_document(make_document(council, title=title), actor=None)
    make_document(council, title="Brouillon")
    panel = room.panel(council)
    assert panel is not None
    assert [str(one) for one in panel.context["documents"]] == titles[:0:-1]


def test_a_council_without_public_documents_says_so(council: Council, client: Client) -> None:
    page = client.get(reverse("documents:public", args=[council.slug])).content.decode()
    assert "Aucun document public" in page
