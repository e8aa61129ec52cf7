"""A council from its rules to its first member: written in the admin, joined by a link."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from participation.accounts.models import Account
from participation.councils.actions import cover, record_order
from participation.councils.models import Council, Invitation
from participation.territories.models import Territory
from tests.browser.conftest import Visit
from tests.browser.councils.entering import enter_as
from tests.browser.support import axe, look
from tests.browser.test_cms_editing import STICKING_OUT
from tests.factories import make_account, make_territory
from tests.participation.councils.keeping import make_country, make_regional
from tests.participation.councils.making import make_invited

REGISTER = "/cms/conseils/"


@pytest.fixture(autouse=True)
def _no_authenticator_at_hand(settings: Settings) -> None:
    settings.EDITORS_NEED_SECOND_FACTOR = False


@pytest.fixture
def administrator(site: str) -> Account:
    region = make_territory("Sorane", kind=Territory.Kind.REGION)
    make_territory("Hautville", parent=region)
    return make_account("administration@example.org", is_superuser=True, is_staff=True)


def in_admin(page: Page, account: Account, site: str) -> Page:
    """Sign in; the first page of the admin may take its time on a busy machine."""
    page.set_default_navigation_timeout(40_000)
    return enter_as(page, account, site)


def fill(page: Page, **typed: str) -> None:
    for field, words in typed.items():
        page.locator(f"#id_{field}").fill(words)


def write_rules(page: Page) -> None:
    page.goto(REGISTER)
    page.get_by_role("link", name="Cadres", exact=True).click()
    page.get_by_role("link", name="Nouveau cadre").click()
    fill(page, name="Cadre de 2024", source="Une loi", valid_from="2024-01-01")
    page.locator("#id_colleges-0-kind").select_option("residents")
    fill(page, **{"colleges-0-name": "Habitants", "colleges-0-least_percent": "150"})
    page.get_by_role("button", name="Écrire le cadre").click()
    expect(page.get_by_text("Une part ne dépasse pas 100")).to_be_visible()
    fill(page, **{"colleges-0-least_percent": "50", "colleges-0-seat_count": "8"})
    page.get_by_role("button", name="Écrire le cadre").click()
    expect(page.get_by_role("link", name="Cadre de 2024")).to_be_visible()


def enter_council(page: Page) -> None:
    page.goto(REGISTER)
    page.get_by_role("link", name="Nouveau conseil").click()
    fill(page, name="Conseil des Bords", commune="Hautville", contact_role="La coordination")
    page.locator("#id_body_type").select_option("citizens_council")
    page.locator("#id_framework").select_option(label="Cadre de 2024")
    page.get_by_role("button", name="Créer le conseil").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inviter qui le coordonnera")


def invite(page: Page, email: str) -> None:
    fill(page, email=email)
    page.get_by_label("Habitants").check()
    page.get_by_label("Volontaire").check()
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_text(email).first).to_be_visible()
    expect(page.get_by_text("Personne ne coordonne ce conseil.")).to_be_visible()


def join(page: Page, invitation: Invitation) -> None:
    page.goto(invitation.link)
    page.get_by_label("Votre nom dans le conseil").fill("Inès")
    page.get_by_label("Aucune de ces fonctions").check()
    page.get_by_role("button", name="Accepter l’invitation").click()
    expect(page.get_by_text("Vous faites partie du conseil.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["js", "nojs"])
def test_a_council_is_founded_and_its_first_coordinator_comes_in(
    visit: Visit, administrator: Account, site: str, scripts: bool
) -> None:
    desk = in_admin(visit(java_script_enabled=scripts), administrator, site)
    person = make_invited("ines@example.org")
    write_rules(desk)
    enter_council(desk)
    invite(desk, person.email)
    member = enter_as(visit(java_script_enabled=scripts), person, site)
    join(member, Invitation.objects.get())
    council = Council.objects.get()
    desk.goto(f"{REGISTER}{council.pk}/")
    expect(desk.get_by_text("Le conseil est coordonné.")).to_be_visible()
    expect(desk.get_by_text("8 sièges prévus.")).to_be_visible()
    desk.goto(council.space_url)
    expect(desk.get_by_role("main")).not_to_contain_text("Inès")


def test_the_register_stands_on_a_phone_and_on_a_desk(visit: Visit, site: str) -> None:
    country = make_country()
    council = country.above
    quarter = make_territory("Les Tilleuls", kind="qpv", parent=council.commune)
    coverage = cover(council, quarter, actor=None)
    order = record_order(
        council, number="2026-12", signed_on=council.today, authority="Le préfet", actor=None
    )
    coordinator = make_regional(country.haute, contact_phone="01 00 00 00 01")
    administrator = make_account(is_superuser=True, is_staff=True)
    own = f"{council.pk}/"
    places = {
        "list": "",
        "new": "nouveau/",
        "desk": own,
        "edit": f"{own}modifier/",
        "cover": f"{own}quartiers/?q=tilleuls",
        "coverage": f"{own}quartiers/{coverage.pk}/",
        "order": f"{own}arretes/{order.pk}/",
        "invite": f"{own}coordination/",
        "frameworks": "cadres/",
        "framework": f"cadres/{council.framework_id}/",
        "revise": f"cadres/{council.framework_id}/reviser/",
        "hosts": "structures/",
        "coordinators": "interlocuteurs/",
        "coordinator": f"interlocuteurs/{coordinator.pk}/",
    }
    for width in (360, 1280):
        page = in_admin(visit(viewport={"width": width, "height": 800}), administrator, site)
        for name, place in places.items():
            page.goto(f"{REGISTER}{place}")
            expect(page.get_by_role("heading", level=1)).not_to_be_empty()
            axe(page, within=".editing")
            assert page.evaluate(STICKING_OUT) == [], (width, name)
            look(page, f"keeping-{name}")


def test_residents_find_whom_to_write_to(desktop: Page, phone: Page, site: str) -> None:
    country = make_country()
    make_regional(country.sorane, contact_phone="01 00 00 00 01")
    order = record_order(
        country.above,
        number="2026-12",
        signed_on=country.above.today,
        authority="Le préfet de Sorane",
        actor=None,
    )
    for page in (desktop, phone):
        page.goto(country.above.get_absolute_url())
        expect(page.get_by_role("heading", name="Votre interlocuteur régional")).to_be_visible()
        expect(page.get_by_text(order.number)).to_be_visible()
        axe(page)
        look(page, "keeping-profile")
        page.goto("/conseils/?q=Basville&etat=dormant")
        expect(page.get_by_text(re.compile("Coordination régionale"))).to_be_visible()
        axe(page)
        look(page, "keeping-finder")
