"""Documents of a council: added, corrected, published; on a phone and without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.models import Account
from participation.councils.documents.actions import add_version, make_folder, publish_document
from participation.councils.documents.models import Document
from participation.councils.models import Council
from tests.browser.councils.entering import enter_as, is_sound
from tests.browser.support import budget
from tests.participation.councils.documents.making import clean, make_document, upload

NOTES = {"name": "Compte rendu.txt", "mimeType": "text/plain", "buffer": "Présents : 12".encode()}
HTML = {"name": "photo.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"}


@pytest.fixture
def document(site: str, council: Council, councillor: Account, coordinator: Account) -> Document:
    """A public document with two versions, in a folder among others."""
    folder = make_folder(council, actor=coordinator, name="Comptes rendus de réunion")
    make_folder(council, actor=coordinator, name="2027", parent=folder)
    document = make_document(council, actor=councillor, title="Affiche de la fête des voisins")
    publish_document(document, actor=coordinator)
    add_version(document, actor=coordinator, upload=clean(upload("2")), note="La bonne date")
    make_document(council, actor=coordinator, title="Réunion du 3 mars", folder=folder)
    return document


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_documents_is_clean(
    visit: Any, site: str, document: Document, coordinator: Account, width: int
) -> None:
    page: Page = visit(viewport={"width": width, "height": 800})
    enter_as(page, coordinator, site)
    base = f"/conseils/{document.council.slug}/espace/documents/"
    folder = document.council.folders.get(parent=None)
    one = f"{base}{document.pk}/"
    for name, path in {
        "list": base,
        "search": f"{base}?q=reunion",
        "nothing-found": f"{base}?q=introuvable",
        "folder": f"{base}dossiers/{folder.pk}/",
        "empty-folder": f"{base}dossiers/{folder.folders.get().pk}/",
        "add": f"{base}ajouter/",
        "document": one,
        "new-version": f"{one}nouvelle-version/",
        "arrange": f"{one}ranger/",
        "publish": f"{one}publier/",
        "unpublish": f"{one}depublier/",
        "withdraw": f"{one}versions/2/retirer/",
        "make-folder": f"{base}dossiers/creer/",
        "delete-folder": f"{base}dossiers/{folder.pk}/supprimer/",
        "public": f"/conseils/{document.council.slug}/documents/",
    }.items():
        page.goto(path)
        is_sound(page, f"documents-{name}")
    page.goto(f"{base}ajouter/")
    page.get_by_role("button", name="Ajouter ce document").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez un fichier.")
    is_sound(page, "documents-refused")


def test_a_member_adds_a_document_and_its_correction_without_javascript(
    nojs: Page, site: str, council: Council, councillor: Account
) -> None:
    enter_as(nojs, councillor, site)
    nojs.goto(f"/conseils/{council.slug}/espace/documents/")
    expect(nojs.get_by_text("Aucun document pour le moment")).to_be_visible()
    nojs.get_by_role("link", name="Ajouter un document").click()
    nojs.get_by_label("Titre").fill("Réunion du 3 mars")
    nojs.get_by_label("Fichier").set_input_files(HTML)  # type: ignore[arg-type]
    nojs.get_by_role("button", name="Ajouter ce document").click()
    expect(nojs.get_by_role("alert")).to_contain_text("Ce fichier n’est pas d’un type accepté.")
    expect(nojs.get_by_label("Titre")).to_have_value("Réunion du 3 mars")
    nojs.get_by_label("Fichier").set_input_files(NOTES)  # type: ignore[arg-type]
    nojs.get_by_role("button", name="Ajouter ce document").dblclick()
    expect(nojs.get_by_role("heading", name="Réunion du 3 mars")).to_be_visible()
    nojs.get_by_role("link", name="Ajouter une version").click()
    nojs.get_by_label("Fichier").set_input_files({**NOTES, "buffer": b"Corrige"})  # type: ignore[arg-type]
    nojs.get_by_label("Ce qui change").fill("Un nom corrigé")
    nojs.get_by_role("button", name="Ajouter cette version").click()
    expect(nojs.get_by_text("Un nom corrigé")).to_be_visible()
    with nojs.expect_download() as download:
        nojs.get_by_role("link", name="Version 1 :").click()
    assert download.value.suggested_filename == "Compte rendu.txt"
    assert Document.objects.get().versions.count() == 2


def test_a_coordinator_publishes_and_a_resident_reads(
    phone: Page, visit: Any, site: str, document: Document, coordinator: Account
) -> None:
    enter_as(phone, coordinator, site)
    phone.goto(document.get_absolute_url())
    phone.get_by_role("link", name="Publier la version 2").click()
    phone.get_by_role("button", name="Publier").click()
    phone.get_by_role("link", name="Relisez le document").click()
    phone.get_by_label("J’ai relu").check()
    phone.get_by_role("button", name="Publier").click()
    expect(phone.get_by_text("Document publié")).to_be_visible()
    resident: Page = visit(java_script_enabled=False)
    resident.goto(document.council.get_absolute_url())
    resident.get_by_role("link", name="Tous les documents publics").click()
    budget(resident)
    with resident.expect_download() as download:
        resident.get_by_role("link", name="Affiche de la fête des voisins").click()
    assert download.value.suggested_filename == "notes.txt"
