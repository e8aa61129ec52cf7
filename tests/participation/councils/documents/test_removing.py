"""What goes: a version's file for a reason, a document, a name, and files nobody knows."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.documents.actions import (
    add_version,
    delete_document,
    forget_author,
    publish_document,
    withdraw_version,
)
from participation.councils.documents.models import Document, DocumentVersion, private_storage
from participation.councils.documents.room import room
from participation.councils.errors import Refused
from participation.councils.models import Council
from tests.participation.councils.documents.making import clean, make_document, upload
from tests.people import SignIn


@pytest.fixture
def document(council: Council, councillor: Account) -> Document:
    return make_document(council, actor=councillor)


def url(name: str, document: Document, *more: int) -> str:
    return reverse(f"documents:{name}", args=[document.council.slug, document.pk, *more])


def test_a_withdrawn_version_keeps_its_line_and_its_reason(
    document: Document,
    councillor: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    version = document.versions.get()
    name, client = str(version.file.name), browsing_as(councillor)
    assert client.post(url("withdraw", document, 1), {"reason": " "}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("withdraw", document, 1), {"reason": "Une adresse y figurait."})
    assert not private_storage().exists(name)
    assert client.get(version.url).status_code == 404
    page = client.get(document.get_absolute_url()).content.decode()
    assert "Une adresse y figurait." in page
    assert "Toutes les versions ont été retirées." in page
    assert add_version(document, actor=councillor, upload=clean()).number == 2


def test_the_first_reason_stays(document: Document, councillor: Account) -> None:
    version = document.versions.get()
    withdraw_version(version, actor=councillor, reason="La première.")
    withdraw_version(version, actor=councillor, reason="La seconde.")
    assert DocumentVersion.objects.get().withdrawal_reason == "La première."


@pytest.mark.parametrize(
    ("role", "is_public", "may"),
    [
        ("councillor", False, True),
        ("councillor", True, False),
        ("animator", False, True),
        ("animator", True, False),
        ("coordinator", True, True),
    ],
)
def test_who_withdraws_a_version(
    document: Document, role: str, is_public: bool, may: bool, browsing_as: SignIn, request: Any
) -> None:
    if is_public:
        publish_document(document, actor=None)
    client = browsing_as(request.getfixturevalue(role))
    expected = 200 if may else 404
    assert client.get(url("withdraw", document, 1)).status_code == expected


def test_the_author_deletes_within_a_day_and_those_who_animate_later(
    council: Council,
    councillor: Account,
    animator: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with living_at(now() - timedelta(days=2)):
        old = make_document(council, actor=councillor, title="Ancien")
    fresh = make_document(council, actor=councillor, title="Neuf")
    name = str(fresh.versions.get().file.name)
    client = browsing_as(councillor)
    assert client.get(url("delete", old)).status_code == 404
    assert client.post(url("delete", old)).status_code == 404
    assert client.get(url("delete", fresh)).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("delete", fresh))
    assert [row.title for row in Document.objects.order_by("pk")] == ["Ancien"]
    assert not private_storage().exists(name)
    browsing_as(animator).post(url("delete", old))
    assert not Document.objects.exists()


def test_another_member_deletes_nothing(
    council: Council, coordinator: Account, councillor: Account, browsing_as: SignIn
) -> None:
    theirs = make_document(council, actor=coordinator)
    assert browsing_as(councillor).post(url("delete", theirs)).status_code == 404
    assert Document.objects.exists()


def test_what_is_public_is_unpublished_before_it_is_deleted(
    document: Document, coordinator: Account, browsing_as: SignIn
) -> None:
    publish_document(document, actor=coordinator)
    assert browsing_as(coordinator).post(url("delete", document)).status_code == 404
    with pytest.raises(Refused, match="Ce document est public"):
        delete_document(document, actor=coordinator)


def test_an_erased_person_leaves_documents_without_a_name(
    document: Document, councillor: Account, coordinator: Account
) -> None:
    version = add_version(document, actor=councillor, upload=clean(upload("2")), note="Mes mots")
    withdraw_version(version, actor=councillor, reason="Une erreur")
    held = room.personal_data(councillor)
    assert [row["pk"] for row in held["added"]] == [document.pk]
    assert document.title not in str(held)  # others may have written it since
    assert [row["note"] for row in held["versions"]] == ["", "Mes mots"]
    assert [row["withdrawal_reason"] for row in held["withdrawn"]] == ["Une erreur"]
    assert room.personal_data(coordinator) is None
    room.forget(councillor)
    forget_author(councillor)
    assert room.personal_data(councillor) is None
    assert Document.objects.get().added_by is None


def test_files_that_no_row_knows_go_after_a_day(document: Document) -> None:
    storage, folder = private_storage(), f"councils/{document.council_id}/documents"
    known = str(document.versions.get().file.name)
    old = storage.save(f"{folder}/ancien", ContentFile(b"1"))
    new = storage.save(f"{folder}/recent", ContentFile(b"2"))
    elsewhere = storage.save(f"councils/{document.council_id}/autre/ancien", ContentFile(b"3"))
    long_ago = (now() - timedelta(days=2)).timestamp()
    for name in (known, old, elsewhere):
        os.utime(storage.path(name), (long_ago, long_ago))
    assert room.tidy() >= 1
    assert not storage.exists(old)
    assert all(storage.exists(name) for name in (known, new, elsewhere))
    os.utime(storage.path(new), (long_ago, long_ago))
    assert room.tidy() == 0  # once a day is enough
    cache.clear()
    assert room.tidy() == 1
