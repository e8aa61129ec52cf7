"""Documents and versions that members add: kept once, numbered without a gap, within the quota."""

from concurrent.futures import ThreadPoolExecutor
from socketserver import ThreadingUnixStreamServer
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from participation.accounts.models import Account
from participation.councils.documents.actions import add_document, add_version, withdraw_version
from participation.councils.documents.models import Document, DocumentVersion
from participation.councils.documents.queries import shelf
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.journal.models import Entry
from tests.participation.base.test_scanning import EICAR, Scanner, listening
from tests.participation.councils.documents.making import clean, make_document, upload
from tests.people import SignIn

NOT_ON_SQLITE = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="one writer at a time, by nature"
)


def send(client: Client, council: Council, **typed: Any) -> Any:
    given = {"file": upload(), "title": "Compte rendu", "doc_type": "minutes", "folder": ""}
    return client.post(reverse("documents:add", args=[council.slug]), {**given, **typed})


def words(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_a_member_adds_a_document_and_reads_how_much_room_is_left(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(councillor)
    response = send(client, council)
    document = Document.objects.get()
    assert response.headers["Location"] == document.get_absolute_url()
    page = words(client.get(document.get_absolute_url()))
    assert "Place prise\u00a0: 1\u00a0ko sur 500\u00a0Mo." in page
    assert "Version 1\u00a0: notes.txt" in page
    assert (document.title, document.doc_type) == ("Compte rendu", "minutes")
    version = document.versions.get()
    assert (version.size, version.added_by) == (9, councillor)
    assert str(version.file.name).startswith(f"councils/{council.pk}/documents/")
    assert "notes" not in str(version.file.name)
    assert Entry.objects.get(event="DocumentAdded").payload == {
        "council_id": council.pk,
        "document_id": document.pk,
    }


def test_without_a_title_the_name_of_the_file_is_taken(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    send(browsing_as(councillor), council, title="  ", file=upload(name="Plan du parc.txt"))
    assert Document.objects.get().title == "Plan du parc"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "Choisissez un fichier."),
        (upload(b""), "Ce fichier est vide."),
        (upload(b"<svg/>", "photo.png"), "Ce fichier n’est pas d’un type accepté."),
    ],
)
def test_a_refused_file_is_told_and_what_was_typed_stays(
    council: Council, councillor: Account, browsing_as: SignIn, file: Any, sentence: str
) -> None:
    client = browsing_as(councillor)
    response = send(client, council, title="Photo du parc", file=file or "")
    assert response.status_code == 422
    assert sentence in words(response)
    assert 'value="Photo du parc"' in words(response)
    assert not Document.objects.exists()


def test_a_virus_is_refused_and_told_to_the_one_who_sent_it(
    council: Council, councillor: Account, browsing_as: SignIn, settings: Any, tmp_path: Any
) -> None:
    settings.CLAMAV_SOCKET = f"unix://{tmp_path}/clamd.ctl"
    client = browsing_as(councillor)
    with listening(ThreadingUnixStreamServer(f"{tmp_path}/clamd.ctl", Scanner)):
        response = send(client, council, file=upload(EICAR))
        assert "Un virus a été trouvé dans ce fichier" in words(response)
        assert not DocumentVersion.objects.exists()
        assert send(client, council).status_code == 302


def test_a_title_is_taken_once_in_a_folder_whatever_its_accents(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    make_document(council, title="Été au parc")
    response = send(browsing_as(councillor), council, title="ETE AU PARC")
    assert response.status_code == 422
    assert "Un document porte déjà ce titre à cet endroit." in words(response)
    assert "Choisissez le fichier à nouveau" in words(response)


def test_the_same_form_twice_adds_one_document_and_one_version(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(councillor)
    first, again = send(client, council), send(client, council)
    assert first.headers["Location"] == again.headers["Location"]
    url = reverse("documents:add_version", args=[council.slug, Document.objects.get().pk])
    for _ in range(2):
        client.post(url, {"file": upload("Corrigé."), "note": "Le nom de la rue"})
    assert [version.number for version in DocumentVersion.objects.order_by("pk")] == [1, 2]
    assert Entry.objects.filter(event="DocumentVersionAdded").count() == 1


def test_a_new_version_leaves_those_before(council: Council, councillor: Account) -> None:
    document = make_document(council)
    version = add_version(
        document, actor=councillor, upload=clean(upload("Corrigé.")), note="Une date"
    )
    assert version.number == 2
    contents = []
    for kept in document.versions.order_by("number"):
        with kept.file.open() as file:
            contents.append(file.read())
    assert contents == [b"Des mots.", "Corrigé.".encode()]


def test_what_does_not_fit_is_refused_and_the_room_comes_back(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    council.quota_megabytes = 1
    council.save()
    client = browsing_as(councillor)
    document = make_document(council, upload=clean(upload(b"0" * 700_000)))
    response = send(client, council, file=upload(b"1" * 400_000))
    assert response.status_code == 422
    assert "Il reste 300\u00a0ko sur 1\u00a0Mo, et ce fichier pèse 400\u00a0ko." in words(response)
    assert Document.objects.count() == 1
    withdraw_version(document.versions.get(), actor=councillor, reason="Trop lourd.")
    assert shelf(council).used == 0
    assert send(client, council, file=upload(b"1" * 400_000)).status_code == 302


def at_once(work: Any, times: int) -> list[Any]:
    def one(number: int) -> Any:
        try:
            return work(number)
        except Refused as refused:
            return str(refused)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@NOT_ON_SQLITE
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_versions_sent_at_once_all_get_a_number_without_a_gap(council: Council) -> None:
    document = make_document(council)

    def send_one(number: int) -> int:
        file = clean(upload(f"Version de {number}"))
        mine = Document.objects.get(pk=document.pk)
        return add_version(mine, actor=None, upload=file).number

    assert sorted(at_once(send_one, 8)) == list(range(2, 10))


@NOT_ON_SQLITE
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_quota_holds_when_many_send_at_once(council: Council) -> None:
    council.quota_megabytes = 1
    council.save()

    def send_one(number: int) -> Any:
        file = clean(upload(b"0" * 300_000))
        return add_document(council, actor=None, title=f"Document {number}", upload=file)

    kept = [answer for answer in at_once(send_one, 8) if isinstance(answer, Document)]
    assert len(kept) == 3
    assert shelf(council).used == 900_000
