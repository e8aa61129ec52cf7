"""Two real sites in a browser: an administrator follows the second, a visitor finds its council."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from participation.accounts.models import Account
from participation.councils.directory import actions
from participation.councils.directory.models import RemoteInstance
from participation.councils.directory.signing import fingerprint
from tests.browser.councils.entering import enter_as, is_sound
from tests.factories import make_council
from tests.participation.councils.directory.others import key_pair
from tests.participation.councils.directory.second import SecondSite


@pytest.fixture
def second(tmp_path: Path, settings: Settings) -> Iterator[SecondSite]:
    settings.REGISTERS_IN_PRIVATE_NETWORKS = True
    site = SecondSite(tmp_path)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def followed(transactional_db: None, second: SecondSite) -> RemoteInstance:
    offer = actions.discover(second.url)
    made = actions.add_instance(
        site=offer.site,
        register_url=offer.register_url,
        name=offer.register.name,
        key=offer.key,
        actor=None,
    )
    actions.take_over(made, offer.register)
    return made


@pytest.mark.parametrize("size", ["phone", "desktop", "nojs"])
def test_a_visitor_finds_a_council_of_another_site_and_goes_there(
    request: pytest.FixtureRequest,
    followed: RemoteInstance,
    second: SecondSite,
    site: str,
    size: str,
) -> None:
    make_council("Conseil du Bac")
    page = request.getfixturevalue(size)
    page.goto(f"{site}/conseils/")
    expect(page.get_by_text("Sur un autre site : Valombre participe")).to_have_count(3)
    page.locator("select[name=site]").select_option(label="Valombre participe")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("link", name="Conseil du Bac")).to_have_count(0)
    if size != "nojs":
        page.get_by_role("button", name="Carte des conseils").click()
        expect(page.get_by_text("La carte montre les 3 conseils de la liste.")).to_be_visible()
        page.get_by_role("button", name="Conseil citoyen des Saules").press("Enter")
        expect(page.locator(".leaflet-popup")).to_contain_text("Sur un autre site")
        page.wait_for_timeout(400)
        is_sound(page, "directory-elsewhere")
        page.keyboard.press("Escape")
    page.locator("#liste").get_by_role("link", name="Conseil citoyen des Saules").click()
    expect(page).to_have_url(f"{second.url}/conseils/saules/")
    expect(page.get_by_role("heading", level=1, name="Conseil citoyen des Saules")).to_be_visible()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_administrator_follows_another_site(
    request: pytest.FixtureRequest,
    administrator: Account,
    second: SecondSite,
    site: str,
    settings: Settings,
    size: str,
) -> None:
    settings.EDITORS_NEED_SECOND_FACTOR = False
    page: Page = enter_as(request.getfixturevalue(size), administrator, site)
    page.goto(f"{site}/cms/demarches/autres-sites/")
    page.get_by_role("link", name="Ajouter un site").click()
    page.get_by_label("Adresse du site").fill(second.url)
    page.get_by_role("button", name="Voir ce que ce site propose").click()
    expect(page.get_by_role("heading", name="Valombre participe")).to_be_visible()
    expect(page.get_by_text(fingerprint(key_pair(1)[1]))).to_be_visible()
    is_sound(page, f"cms-add-site-{size}")
    page.get_by_role("button", name="Ajouter ce site").click()
    expect(page.get_by_text("Les conseils de ce site sont dans l’annuaire.")).to_be_visible()
    second.stop()
    page.get_by_role("button", name="Interroger maintenant").click()
    expect(page.get_by_text("Ce site ne répond pas.")).to_be_visible()
    is_sound(page, f"cms-site-{size}")
    second.start(key=2)
    page.get_by_role("button", name="Interroger maintenant").click()
    expect(page.get_by_role("heading", name="Ce site propose une autre clé")).to_be_visible()
    page.get_by_role("button", name="Accepter cette clé").click()
    expect(page.get_by_role("heading", name="Ce site propose une autre clé")).to_have_count(0)
    page.goto(f"{site}/conseils/")
    expect(page.get_by_text("Sur un autre site : Valombre participe")).to_have_count(3)
