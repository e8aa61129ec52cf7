"""Lists, pages and files: who gets them, in which form, and at what cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import end_mandate
from participation.councils.choices import EndReason
from participation.councils.documents.actions import (
    add_version,
    make_folder,
    publish_document,
    withdraw_version,
)
from participation.councils.documents.choices import DocumentType
from participation.councils.documents.models import Document, DocumentVersion
from participation.councils.models import Council, Membership
from tests.participation.councils.documents.making import clean, make_document, upload
from tests.people import SignIn

OUTSIDE = ("former_member", "neighbour", "resident", "officer", "moderator", "administrator")


def read(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def top(council: Council) -> str:
    return reverse("documents:top", args=[council.slug])


@pytest.fixture
def document(council: Council, councillor: Account) -> Document:
    document = make_document(council, actor=councillor)
    add_version(document, actor=councillor, upload=clean(upload("Corrigé.")))
    return document


def test_a_member_downloads_each_version_in_a_form_no_browser_opens(
    document: Document, councillor: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(councillor)
    for version, content in zip(
        document.versions.order_by("number"), (b"Des mots.", "Corrigé.".encode()), strict=True
    ):
        response = client.get(version.url)
        assert read(response) == content
        assert response.headers["Content-Disposition"] == 'attachment; filename="notes.txt"'
        assert response.headers["Content-Type"] == "text/plain"
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "ETag" not in response.headers


def test_files_are_absent_for_those_outside(
    document: Document, council: Council, browsing_as: SignIn, client: Client, request: Any
) -> None:
    urls = [version.url for version in document.versions.order_by("number")]
    urls += [version.public_url for version in document.versions.order_by("number")]
    for url in urls:
        assert client.get(url).status_code == 404, url
    for role in OUTSIDE:
        outside = browsing_as(request.getfixturevalue(role))
        assert {outside.get(url).status_code for url in urls} == {404}, role


def test_a_file_is_absent_from_the_moment_the_mandate_ends(
    document: Document, councillor: Account, browsing_as: SignIn
) -> None:
    client, url = browsing_as(councillor), document.versions.all()[0].url
    read(client.get(url))
    end_mandate(
        Membership.objects.get(account=councillor), reason=EndReason.RESIGNED, actor=councillor
    )
    assert client.get(url).status_code == 404


def test_a_file_of_another_council_is_not_read_through_ones_own(
    document: Document, neighbour: Account, browsing_as: SignIn
) -> None:
    url = document.versions.all()[0].url.replace("les-tilleuls", "le-port")
    assert browsing_as(neighbour).get(url).status_code == 404


def test_a_file_that_is_no_longer_on_the_disk_is_absent(
    document: Document, councillor: Account, browsing_as: SignIn
) -> None:
    version = document.versions.all()[0]
    version.file.storage.delete(str(version.file.name))
    assert browsing_as(councillor).get(version.url).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_whatever_it_holds(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in range(number):
        folder = make_folder(council, actor=None, name=f"Dossier {count}")
        made = make_document(council, title=f"Document {count}")
        make_document(council, title=f"Document {count}", folder=folder)
        add_version(made, actor=councillor, upload=clean(upload("Autre.")))
        publish_document(made, actor=None)
    client = browsing_as(councillor)
    with django_assert_num_queries(20):
        page = client.get(top(council)).content.decode()
    assert page.count("Document ") == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_document_asks_the_same_whatever_its_versions(
    document: Document,
    councillor: Account,
    browsing_as: SignIn,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in range(number):
        add_version(document, actor=councillor, upload=clean(upload(f"Autre {count}.")))
    client = browsing_as(councillor)
    with django_assert_num_queries(17):
        client.get(document.get_absolute_url())


def test_documents_are_found_by_title_and_file_in_every_folder(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    folder = make_folder(council, actor=None, name="Réunions")
    make_document(council, title="Été au parc", folder=folder)
    make_document(council, title="Budget", upload=clean(upload("1", "École 2027.txt")))
    client = browsing_as(councillor)

    def found(**asked: str) -> list[str]:
        page = client.get(top(council), asked).context["page"]
        return [document.title for document in page.object_list]

    assert found(q="ete") == ["Été au parc"]
    assert found(q="PARC été") == ["Été au parc"]
    assert found(q="ecole") == ["Budget"]
    assert found(q="parc budget") == []
    assert found(nature="minutes") == []
    assert found() == ["Budget"]
    assert found(tri="n'importe") == ["Budget"]


def test_a_withdrawn_file_is_no_longer_found(council: Council, councillor: Account) -> None:
    made = make_document(council, title="Budget", upload=clean(upload("1", "secret.txt")))
    assert Document.objects.matching(["secret"]).count() == 1
    withdraw_version(made.versions.get(), actor=councillor, reason="Une erreur")
    assert Document.objects.matching(["secret"]).count() == 0


def test_documents_are_sorted_by_their_last_version_or_by_title(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    with living_at(now() - timedelta(days=2)):
        old = make_document(council, title="A ancien")
    with living_at(now() - timedelta(days=1)):
        make_document(council, title="B récent")
    client = browsing_as(councillor)

    def titles(**asked: str) -> list[str]:
        return [row.title for row in client.get(top(council), asked).context["page"].object_list]

    assert titles() == ["B récent", "A ancien"]
    assert titles(tri="title") == ["A ancien", "B récent"]
    add_version(old, actor=councillor, upload=clean(upload("Neuf.")))
    assert titles() == ["A ancien", "B récent"]


def test_a_former_member_signs_as_such(
    document: Document, council: Council, councillor: Account, animator: Account, client: Client
) -> None:
    client.force_login(animator, backend="django.contrib.auth.backends.ModelBackend")
    assert "par Aïssatou" in client.get(document.get_absolute_url()).content.decode()
    end_mandate(
        Membership.objects.get(account=councillor), reason=EndReason.RESIGNED, actor=councillor
    )
    page = client.get(document.get_absolute_url()).content.decode()
    assert "Aïssatou" not in page
    assert "par ancien membre" in page


def test_a_long_list_has_pages(council: Council, councillor: Account, browsing_as: SignIn) -> None:
    for number in range(26):
        make_document(council, title=f"Document {number}")
    page = browsing_as(councillor).get(top(council), {"page": "2"}).context["page"]
    assert len(page.object_list) == 1


def test_nothing_of_a_private_document_is_in_the_public_list(
    document: Document, council: Council, client: Client
) -> None:
    published = make_document(council, title="Plaquette", doc_type=DocumentType.BROCHURE)
    publish_document(published, actor=None)
    page = client.get(reverse("documents:public", args=[council.slug])).content.decode()
    assert "Plaquette" in page
    assert document.title not in page
    assert DocumentVersion.objects.public().get().document == published
