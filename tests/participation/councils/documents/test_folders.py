"""Folders: made by those who animate, three deep, of one name, deleted when empty."""

from typing import Any

import pytest
from django.urls import reverse

from participation.accounts.models import Account
from participation.councils.documents.actions import make_folder, rename_folder
from participation.councils.documents.models import Document, Folder
from participation.councils.errors import Refused
from participation.councils.models import Council
from tests.participation.councils.documents.making import make_document
from tests.people import SignIn


def url(name: str, council: Council, *more: int) -> str:
    return reverse(f"documents:{name}", args=[council.slug, *more])


@pytest.fixture
def folder(council: Council) -> Folder:
    return make_folder(council, actor=None, name="Réunions")


def test_those_who_animate_make_rename_and_delete_folders(
    council: Council, animator: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(animator)
    assert client.post(url("make_folder", council), {"name": ""}).status_code == 422
    client.post(url("make_folder", council), {"name": "Réunions"})
    folder = Folder.objects.get()
    client.post(url("make_folder_within", council, folder.pk), {"name": "2027"})
    inner = Folder.objects.get(parent=folder)
    assert "2027" in client.get(url("folder", council, folder.pk)).content.decode()
    client.post(url("rename_folder", council, inner.pk), {"name": "Année 2027"})
    inner.refresh_from_db()
    assert inner.name == "Année 2027"
    refused = client.post(url("delete_folder", council, folder.pk))
    assert refused.status_code == 409
    assert "Ce dossier n’est pas vide." in refused.content.decode()
    client.post(url("delete_folder", council, inner.pk))
    client.post(url("delete_folder", council, folder.pk))
    assert not Folder.objects.exists()


def test_members_find_their_way_but_make_no_folder(
    council: Council, councillor: Account, folder: Folder, browsing_as: SignIn
) -> None:
    client = browsing_as(councillor)
    assert client.get(url("folder", council, folder.pk)).status_code == 200
    for name in ("make_folder_within", "rename_folder", "delete_folder"):
        assert client.post(url(name, council, folder.pk), {"name": "x"}).status_code == 404, name
    assert client.post(url("make_folder", council), {"name": "x"}).status_code == 404


def test_a_folder_made_twice_is_one(council: Council, folder: Folder) -> None:
    assert make_folder(council, actor=None, name="  REUNIONS ") == folder
    other = make_folder(council, actor=None, name="Courriers")
    with pytest.raises(Refused, match="Un dossier porte déjà ce nom"):
        rename_folder(other, actor=None, name="réunions")
    inner = make_folder(council, actor=None, name="Réunions", parent=folder)
    assert inner.parent == folder


def test_the_third_level_is_the_last(council: Council, folder: Folder) -> None:
    second = make_folder(council, actor=None, name="2027", parent=folder)
    third = make_folder(council, actor=None, name="Mars", parent=second)
    with pytest.raises(Refused, match="Trois dossiers"):
        make_folder(council, actor=None, name="Annexes", parent=third)


def test_a_document_moves_to_a_folder_of_its_council_and_no_other(
    council: Council, councillor: Account, neighbour: Account, folder: Folder, browsing_as: SignIn
) -> None:
    document = make_document(council, actor=councillor)
    port = Council.objects.get(slug="le-port")
    theirs = make_folder(port, actor=None, name="Chez eux")
    client = browsing_as(councillor)
    arrange = reverse("documents:arrange", args=[council.slug, document.pk])
    typed: dict[str, Any] = {"title": "Réunion", "doc_type": "minutes"}
    assert client.post(arrange, {**typed, "folder": theirs.pk}).status_code == 422
    assert client.post(arrange, {**typed, "folder": folder.pk}).status_code == 302
    document.refresh_from_db()
    assert (document.folder, document.doc_type) == (folder, "minutes")
    assert Document.objects.in_folder(folder).get() == document


def test_a_title_taken_in_the_folder_is_told(
    council: Council, coordinator: Account, folder: Folder, browsing_as: SignIn
) -> None:
    make_document(council, title="Budget", folder=folder)
    document = make_document(council, title="Budget")
    arrange = reverse("documents:arrange", args=[council.slug, document.pk])
    typed = {"title": "budget", "doc_type": "other", "folder": folder.pk}
    response = browsing_as(coordinator).post(arrange, typed)
    assert response.status_code == 422
    assert "Un document porte déjà ce titre à cet endroit." in response.content.decode()
