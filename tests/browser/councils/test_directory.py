"""Finding one's council: on a phone, at a desk, without JavaScript; then on the map."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from participation.councils.choices import Activity
from participation.councils.models import Council
from tests.browser.councils.entering import is_sound
from tests.participation.councils.directory import making


@pytest.fixture
def councils(db: None) -> Council:
    sorane = making.outline(making.department("0A", "Sorane"), 2.0, 44.0, 1.0)
    ormel = making.commune("Saint-Ormel", "0A001", sorane, 2.0, 44.0)
    tilleuls = making.quarter("Les Tilleuls", "QN0A01", ormel, 2.03, 44.03)
    port = making.quarter("Le Vieux-Port", "QN0A02", ormel, 1.9, 43.9)
    making.covering(
        "Conseil citoyen du Port",
        ormel,
        port,
        activity=Activity.DORMANT,
        contact_email="p@example.org",
    )
    return making.covering("Conseil citoyen des Tilleuls", ormel, tilleuls)


@pytest.mark.parametrize("size", ["phone", "desktop", "nojs"])
def test_a_visitor_finds_a_council_by_its_neighbourhood(
    request: pytest.FixtureRequest, councils: Council, client: Client, site: str, size: str
) -> None:
    page = request.getfixturevalue(size)
    page.goto(f"{site}/conseils/")
    expect(page.get_by_text("2 conseils")).to_be_visible()
    page.get_by_label("Adresse, commune, quartier").fill("les tilleuls")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_text("Couvre le quartier")).to_be_visible()
    expect(page.get_by_role("button", name="Carte des conseils")).to_have_count(
        0 if size == "nojs" else 1
    )
    if size != "nojs":
        is_sound(page, "directory")
    page.get_by_role("link", name="Conseil citoyen des Tilleuls").click()
    expect(
        page.get_by_role("heading", level=1, name="Conseil citoyen des Tilleuls")
    ).to_be_visible()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_map_comes_when_asked_and_serves_the_keyboard(
    request: pytest.FixtureRequest, councils: Council, site: str, size: str
) -> None:
    page = request.getfixturevalue(size)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{site}/conseils/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "leaflet" in url or "geojson" in url]
    page.get_by_role("button", name="Carte des conseils").press("Enter")
    expect(page.get_by_text("La carte montre les 2 conseils de la liste.")).to_be_visible()
    page.get_by_role("button", name="Conseil citoyen du Port").press("Enter")
    link = page.locator(".leaflet-popup a", has_text="Conseil citoyen du Port")
    expect(link).to_be_focused()
    expect(page.locator(".leaflet-popup")).to_contain_text("En sommeil")
    page.wait_for_timeout(400)
    is_sound(page, "directory-map")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Conseil citoyen du Port")).to_be_focused()
    page.get_by_label("État").select_option("active")
    expect(page.get_by_text("La carte montre 1 conseil de la liste.")).to_be_visible()
    assert all(url.startswith(site) for url in asked)
