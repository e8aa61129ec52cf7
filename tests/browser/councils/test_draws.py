"""Draws by lot: prepared, announced, drawn, followed and replayed; on a phone, without scripts."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, FilePayload, Page, expect

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.choices import CollegeKind
from participation.councils.draws import actions
from participation.councils.draws.choices import Answer
from participation.councils.draws.lists import read_list
from participation.councils.draws.models import Draw
from participation.councils.models import Council
from tests.browser.conftest import Visit
from tests.browser.councils.entering import enter_as, is_sound
from tests.participation.councils.draws.making import (
    make_committed,
    make_draw,
    make_drawn,
    make_listed,
    people,
)

CSV = FilePayload(name="liste.csv", mimeType="text/csv", buffer=people(20))
NAMELESS = FilePayload(name="liste.csv", mimeType="text/csv", buffer=b"prenom\nAnne\n")
TOLD: dict[str, Any] = {"name": "Bailleur", "origin": "au 1er octobre 2026", "actor": None}
AGES = ("16 à 29 ans", "30 à 59 ans", "60 ans ou plus")
HOMES = ("locataire du parc social", "propriétaire", "hébergé chez un proche")


def long_list(number: int) -> bytes:
    """Write a list with three categories, and so many groups."""
    lines = ["nom;prénom;adresse;courriel;téléphone;Genre;Âge;Logement"]
    for one in range(number):
        told = (f"Nom{one}", f"Prénom{one}", f"{one} rue des Lilas, escalier B, troisième étage")
        reached = (f"une.adresse.assez.longue.{one}@example.org", "06 00 00 00 00")
        answers = (("femme", "homme")[one % 2], AGES[one % 3], HOMES[one % 5 % 3])
        lines.append(";".join((*told, *reached, *answers)))
    return "\n".join(lines).encode()


def saved(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def prepare(page: Page, council: Council) -> None:
    """Write the rule, add a list and fix the numbers."""
    page.goto(council.space_url)
    page.get_by_role("navigation", name="Espace de").get_by_role(
        "link", name="Tirages au sort"
    ).click()
    page.get_by_role("link", name="Préparer un tirage").click()
    page.get_by_label("Titre").fill("Collège des habitants")
    page.get_by_label("Places à pourvoir").fill("4")
    page.get_by_label("Règle, en toutes lettres").fill(
        "Toute personne de la liste peut être tirée."
    )
    page.get_by_label("Source publique de la graine").fill("Les numéros du Loto")
    known_on = council.today + timedelta(days=1)
    for label, part in (("Jour", known_on.day), ("Mois", known_on.month), ("Année", known_on.year)):
        page.get_by_label(label, exact=True).fill(str(part))
    page.get_by_role("button", name="Enregistrer la règle").click()
    page.get_by_role("link", name="Ajouter une liste").click()
    page.get_by_label("Nom de la liste").fill("Bailleur")
    page.get_by_label("D’où vient-elle").fill("Le bailleur, au 1er octobre")
    page.get_by_label("Fichier CSV").set_input_files(NAMELESS)
    page.get_by_role("button", name="Ajouter la liste").click()
    expect(page.get_by_role("link", name="dont une colonne « nom »")).to_be_visible()
    page.get_by_label("Fichier CSV").set_input_files(CSV)
    page.get_by_role("button", name="Ajouter la liste").click()
    for answer in ("femme", "homme"):
        for end in ("au moins", "au plus"):
            page.get_by_label(f"Genre, {answer} : {end}").fill("2")
    page.get_by_role("button", name="Enregistrer").click()


def test_a_draw_is_prepared_and_announced_without_javascript(
    visit: Visit, site: str, council: Council, coordinator: Account
) -> None:
    page = enter_as(visit(java_script_enabled=False), coordinator, site)
    prepare(page, council)
    page.get_by_role("link", name="Relire et annoncer").click()
    page.get_by_role("button", name="Annoncer").click()
    expect(page.get_by_text("Le tirage est annoncé.")).to_be_visible()

    visitor = visit(java_script_enabled=False)
    visitor.goto(council.get_absolute_url())
    visitor.get_by_role("link", name="Collège des habitants").click()
    expect(visitor.get_by_text(Draw.objects.get().commitment)).to_be_visible()
    expect(visitor.get_by_text("Le sort tombera le")).to_be_visible()


def test_a_draw_falls_is_followed_and_replayed_without_javascript(
    visit: Visit, site: str, council: Council, coordinator: Account, tmp_path: Path
) -> None:
    with living_at(now() - timedelta(days=2)):
        draw = make_committed(council, title="Collège des habitants")
    page = enter_as(visit(java_script_enabled=False), coordinator, site)
    page.goto(council.space_url)
    page.get_by_role("link", name="Entrer la graine du tirage").click()
    page.get_by_label("La graine", exact=True).fill("4 8 15 16 23 42")
    page.get_by_label("J’ai vérifié").check()
    page.get_by_role("button", name="Tirer au sort maintenant").click()
    expect(page.get_by_text("Le sort est tombé.")).to_be_visible()
    page.locator(".space-list a").first.click()
    page.get_by_label("A refusé").check()
    page.get_by_role("button", name="Noter la réponse").click()
    expect(page.get_by_text("Une personne suppléante du même groupe est appelée.")).to_be_visible()
    page.locator(".space-list a").nth(1).click()
    page.get_by_label("A accepté").check()
    page.get_by_role("button", name="Noter la réponse").click()
    page.get_by_role("button", name="Faire siéger").click()
    expect(page.get_by_text("Cette personne siège maintenant au conseil.")).to_be_visible()

    visitor = visit(java_script_enabled=False)
    visitor.goto(draw.get_absolute_url())
    expect(visitor.get_by_text("4 8 15 16 23 42")).to_be_visible()
    assert "Nom1" not in visitor.content()
    with visitor.expect_download() as file:
        visitor.get_by_role("link", name="Télécharger le tirage").click()
    with visitor.expect_download() as program:
        visitor.get_by_role("link", name="Télécharger le programme").click()
    told, method = saved(file.value, tmp_path), saved(program.value, tmp_path)
    replay = [sys.executable, "-I", str(method), str(told)]
    verdict = subprocess.run(replay, capture_output=True, text=True, check=True).stdout
    assert verdict == f"AGREES: 20 candidates, 4 taken, {draw.commitment}\n"


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_page_is_sound(
    request: pytest.FixtureRequest,
    size: str,
    site: str,
    council: Council,
    coordinator: Account,
) -> None:
    page: Page = request.getfixturevalue(size)
    enter_as(page, coordinator, site)
    page.goto(f"{council.space_url}tirages/")
    is_sound(page, "draws-none")
    college = council.framework.colleges.get(kind=CollegeKind.RESIDENTS)
    prepared = make_draw(council, title="Groupe de travail sur les halls", college=college)
    read = read_list(long_list(120))
    actions.add_list(prepared, read, **TOLD)
    listed = make_listed(council, title="Collège des habitants")
    announced = make_committed(council, title="Panel du marché")
    drawn = make_drawn(council, title="Panel de la place")
    first, second = drawn.drawn.filter(is_substitute=False).order_by("rank")[:2]
    actions.note_answer(first, Answer.MOVED, actor=None)
    actions.note_answer(second, Answer.ACCEPTED, actor=None)
    failed = make_committed(council, title="Panel de la halle")
    actions.cancel_draw(failed, reason="La liste était celle de l’an dernier.", actor=None)
    again = actions.start_again(failed, reason="Avec la bonne liste.", actor=None)
    done = actions.commit_draw(_grouped(council), actor=None)
    here = prepared.space_url
    for name, address in {
        "draws": f"{council.space_url}tirages/",
        "rule": f"{council.space_url}tirages/nouveau/",
        "prepared": here,
        "list": f"{here}listes/",
        "list-remove": f"{here}listes/{prepared.source_lists.get().pk}/retirer/",
        "quotas": f"{here}quotas/",
        "commit": f"{listed.space_url}annoncer/",
        "announced": announced.space_url,
        "announced-public": announced.get_absolute_url(),
        "many-groups-public": done.get_absolute_url(),
        "seed": f"{announced.space_url}graine/",
        "cancel": f"{announced.space_url}annuler/",
        "drawn": drawn.space_url,
        "people": f"{drawn.space_url}personnes/",
        "person": f"{drawn.space_url}personnes/{first.pk}/",
        "drawn-public": drawn.get_absolute_url(),
        "cancelled-public": failed.get_absolute_url(),
        "again": again.space_url,
        "panel": council.get_absolute_url(),
    }.items():
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        is_sound(page, f"draw-{name}")


def _grouped(council: Council) -> Draw:
    """Prepare a draw with eighteen groups."""
    draw = make_draw(council, title="Assemblée du quartier", seats=12)
    actions.add_list(draw, read_list(long_list(120)), **TOLD)
    return draw
