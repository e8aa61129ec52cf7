"""Resources: found, read, proposed, reviewed and followed, on a phone and without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.library import actions
from participation.councils.library.choices import Category, Scope
from participation.councils.library.models import GoodPractice, Guide
from participation.councils.models import Council
from participation.territories.models import Territory
from tests.browser.conftest import Visit
from tests.browser.councils.entering import enter_as, is_sound
from tests.factories import make_council, make_territory
from tests.participation.councils.library.making import (
    content_of,
    make_date,
    make_guide,
    make_link,
    make_practice,
    make_published,
    make_published_guide,
)

PDF = FilePayload(name="guide.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4 Un guide")
LONG = "Anticonstitutionnellement" * 5
STORY = "Nous sommes allés au-devant des habitants, trois samedis de suite.\n\nOn nous a parlé."


def test_a_good_practice_goes_from_a_council_to_another_without_javascript(
    visit: Visit,
    site: str,
    council: Council,
    animator: Account,
    administrator: Account,
    neighbour: Account,
) -> None:
    page = enter_as(visit(java_script_enabled=False), animator, site)
    page.goto(council.space_url)
    page.get_by_role("navigation", name="Espace de").get_by_role("link", name="Ressources").click()
    page.get_by_role("link", name="Écrire une fiche").click()
    page.get_by_label("Récolter la parole des habitants").check()
    for label, words in {
        "Titre": "Le triporteur",
        "Ce que nous avons fait": STORY,
        "Ce que cela coûte": "400 €",
        "Le temps qu’il faut": "Trois mois",
        "Les limites": "La pluie.",
        "Ce que nous referions, ou pas": "Le faire au printemps.",
    }.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.get_by_role("link", name="Proposer la publication").click()
    page.get_by_role("button", name="Proposer la publication").click()
    expect(page.get_by_text("La fiche sera relue, puis publiée.")).to_be_visible()

    boss = enter_as(visit(java_script_enabled=False), administrator, site)
    boss.goto("/ressources/")
    boss.get_by_role("link", name="À relire").click()
    boss.get_by_role("link", name="Le triporteur").click()
    boss.get_by_role("link", name="Publier ou rendre la fiche").click()
    boss.get_by_label("La publier").check()
    boss.get_by_role("button", name="Enregistrer").click()
    expect(boss.get_by_text("Aucune fiche n’attend.")).to_be_visible()

    visitor = visit(java_script_enabled=False)
    visitor.goto("/")
    visitor.get_by_role("link", name="Ressources", exact=True).first.click()
    visitor.get_by_role("link", name="Le triporteur").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Le triporteur")
    expect(visitor.get_by_text("400 €")).to_be_visible()


def test_a_document_is_proposed_reviewed_and_downloaded_without_javascript(
    visit: Visit, site: str, council: Council, coordinator: Account, administrator: Account
) -> None:
    page = enter_as(visit(java_script_enabled=False), coordinator, site)
    page.goto(f"{council.space_url}guides/")
    page.get_by_role("link", name="Ajouter un document").click()
    page.get_by_role("button", name="Enregistrer").click()
    expect(
        page.get_by_role("link", name="Choisissez un fichier, ou écrivez le texte.")
    ).to_be_visible()
    is_sound_without_script(page)
    page.get_by_label("Titre").fill("Tenir une réunion")
    page.get_by_label("En quelques phrases").fill("Pour finir à l’heure.")
    page.get_by_label("Animer une réunion").check()
    page.get_by_label("Qui le tient").fill("Le conseil")
    for label, typed in (("Jour", "4"), ("Mois", "3"), ("Année", "2026")):
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_label("Fichier (facultatif)", exact=True).set_input_files(PDF)
    page.get_by_label("Nombre de pages du fichier").fill("12")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Proposer la publication").click()
    page.get_by_role("button", name="Proposer la publication").click()

    boss = enter_as(visit(java_script_enabled=False), administrator, site)
    boss.goto("/ressources/a-relire/")
    boss.get_by_role("link", name="Tenir une réunion").click()
    boss.get_by_role("link", name="Publier ou rendre le document").click()
    boss.get_by_label("La publier").check()
    boss.get_by_role("button", name="Enregistrer").click()

    visitor = visit(java_script_enabled=False)
    visitor.goto("/ressources/")
    visitor.get_by_role("link", name="Voir les guides et méthodes").click()
    visitor.get_by_label("Mots cherchés").fill("reunion")
    visitor.get_by_label("Thème").select_option("meet")
    visitor.get_by_role("button", name="Chercher").click()
    visitor.get_by_role("link", name="Tenir une réunion").click()
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Télécharger\u00a0: PDF").click()
    assert download.value.suggested_filename == "guide.pdf"


def is_sound_without_script(page: Page) -> None:
    """Nothing is wider than the screen, as far as a page without scripts can tell."""
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["width"] <= page.viewport_size["width"]  # type: ignore[index]


def test_a_date_is_announced_corrected_and_followed_without_javascript(
    nojs: Page, visit: Visit, site: str, administrator: Account
) -> None:
    make_territory("Bretagne", kind=Territory.Kind.REGION)
    enter_as(nojs, administrator, site)
    nojs.goto("/ressources/calendrier/")
    nojs.get_by_role("link", name="Annoncer une date").click()
    nojs.get_by_label("Titre").fill("Forum des conseils")
    nojs.get_by_label("Régionale").check()
    nojs.get_by_label("Territoire").fill("Bretagne")
    nojs.get_by_label("Commence").fill("2031-03-04T09:00")
    nojs.get_by_label("Finit").fill("2031-03-04T17:00")
    nojs.get_by_label("Organisé par").fill("La coordination")
    nojs.get_by_role("button", name="Enregistrer").click()
    nojs.get_by_role("link", name="Corriger cette date").click()
    nojs.get_by_label("Lieu").fill("La grande salle")
    nojs.get_by_label("Ce que vous corrigez").fill("Le lieu, c’est la grande salle.")
    nojs.get_by_role("button", name="Enregistrer").click()

    visitor = visit(java_script_enabled=False)
    visitor.goto("/ressources/calendrier/?portee=regional")
    visitor.get_by_text("Rien ne se passe").click()
    expect(visitor.get_by_label("Adresse de ce calendrier")).to_have_value(
        f"{site}/ressources/calendrier/calendrier.ics?portee=regional"
    )
    visitor.get_by_role("link", name="Forum des conseils").click()
    expect(visitor.get_by_text("Le lieu, c’est la grande salle.")).to_be_visible()


def test_a_link_is_added_and_taken_off_without_javascript(
    nojs: Page, site: str, administrator: Account
) -> None:
    enter_as(nojs, administrator, site)
    nojs.goto("/ressources/liens/")
    nojs.get_by_role("link", name="Ajouter un lien").click()
    nojs.get_by_label("Titre").fill("La boussole")
    nojs.get_by_label("Adresse", exact=True).fill("https://boussole.example.org/")
    nojs.get_by_label("À quoi il sert").fill("Trouver une aide.")
    nojs.get_by_label("Qui le tient").fill("La mairie")
    nojs.get_by_role("button", name="Enregistrer").click()
    expect(nojs.get_by_role("link", name="La boussole", exact=True)).to_be_visible()
    nojs.get_by_role("link", name="Retirer La boussole").click()
    nojs.get_by_role("button", name="Retirer ce lien").click()
    expect(nojs.get_by_text("Pas encore de lien")).to_be_visible()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_empty_shelves_are_sound(
    request: pytest.FixtureRequest,
    size: str,
    site: str,
    council: Council,
    coordinator: Account,
) -> None:
    page: Page = request.getfixturevalue(size)
    enter_as(page, coordinator, site)
    for name, address in {
        "resources-none": "/ressources/",
        "practices-none": "/ressources/bonnes-pratiques/",
        "guides-none": "/ressources/guides/",
        "calendar-none": "/ressources/calendrier/",
        "links-none": "/ressources/liens/",
        "space-practices-none": f"{council.space_url}bonnes-pratiques/",
        "space-guides-none": f"{council.space_url}guides/",
    }.items():
        page.goto(address)
        is_sound(page, name)


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_page_is_sound(
    request: pytest.FixtureRequest,
    size: str,
    site: str,
    council: Council,
    coordinator: Account,
    administrator: Account,
) -> None:
    page: Page = request.getfixturevalue(size)
    practice = make_published(council, title="Le triporteur", story=STORY)
    version = make_practice(make_council("Conseil des Érables"), original=practice)
    actions.publish_practice(actions.propose_practice(version, actor=None), actor=None)
    draft = make_practice(council, category=Category.ACT_ON_PROBLEMS, title=LONG[:140])
    returned = actions.propose_practice(make_practice(council, title="La benne"), actor=None)
    actions.send_back_practice(returned, reason="Dites combien cela coûte.", actor=None)
    proposed = actions.propose_practice(make_practice(council, title="La fresque"), actor=None)
    guide = make_published_guide(council, title="Tenir une réunion où chacun parle")
    make_guide(title="La réunion, en mots simples", simplifies=guide, content=content_of("Un mot."))
    actions.add_guide_version(
        guide, actor=None, content=content_of("Un tour de table."), note="Plus court."
    )
    make_guide(title="Speaking up in meetings", language="en", organisation=LONG[:120])
    own = make_guide(council, title="Frapper aux portes")
    region = make_territory("Bretagne", kind=Territory.Kind.REGION)
    date = make_date(title="Forum des conseils", scope=Scope.REGIONAL, territory=region)
    later = now() + timedelta(days=40)
    hours = {"starts_at": later, "ends_at": later + timedelta(hours=3)}
    actions.postpone_date(date, **hours, reason="La halle est prise ce jour-là.", actor=None)
    actions.correct_date(date, correction="La grande salle", place="La halle", actor=None)
    gone = actions.cancel_date(make_date(title="Visite"), reason="Tempête", actor=None)
    make_link(title="Les textes de loi", url=f"https://www.example.org/{LONG[:100]}")
    actions.note_check(make_link(title="L’ancien guide"), 404)
    public = {
        "resources": "/ressources/",
        "practices": "/ressources/bonnes-pratiques/",
        "practices-not-found": "/ressources/bonnes-pratiques/?q=rien",
        "practice": practice.get_absolute_url(),
        "guides": "/ressources/guides/",
        "guide": guide.get_absolute_url(),
        "calendar": "/ressources/calendrier/",
        "date": date.get_absolute_url(),
        "date-cancelled": gone.get_absolute_url(),
        "links": "/ressources/liens/",
    }
    space = council.space_url
    inside = {
        "space-practices": f"{space}bonnes-pratiques/",
        "space-guides": f"{space}guides/",
        "practice-returned": returned.get_absolute_url(),
        "practice-write": f"{space}bonnes-pratiques/ecrire/",
        "practice-draft": draft.get_absolute_url(),
        "practice-withdraw": f"{space}bonnes-pratiques/{practice.pk}/retirer/",
        "guide-own": own.get_absolute_url(),
        "guide-waiting": guide.get_absolute_url(),
        "guide-write": f"{space}guides/ecrire/",
        "guide-version": f"{space}guides/{own.pk}/version/",
        "guide-propose": f"{space}guides/{own.pk}/proposer/",
    }
    kept = {
        "to-review": "/ressources/a-relire/",
        "practice-decide": f"{proposed.get_absolute_url()}decider/",
        "practice-credit": f"{practice.get_absolute_url()}crediter/",
        "guide-to-review": guide.get_absolute_url(),
        "guide-add": "/ressources/guides/ajouter/",
        "date-correct": f"{date.get_absolute_url()}corriger/",
        "date-postpone": f"{date.get_absolute_url()}reporter/",
        "links-kept": "/ressources/liens/",
        "link-write": "/ressources/liens/ajouter/",
    }
    _look(page, public)
    _look(enter_as(page, coordinator, site), inside)
    _look(enter_as(page, administrator, site), kept)
    assert GoodPractice.objects.count() == 5
    assert Guide.objects.count() == 4


def _look(page: Page, addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        is_sound(page, f"library-{name}")
