"""A debate: two write at the same time; on a phone; without JavaScript; from another site."""

import re

import pytest
from playwright.sync_api import Page, expect

from consultations.components.debate.models import Argument
from consultations.models import Step
from tests.browser.conftest import Visit
from tests.browser.support import axe, budget, look
from tests.consultations.components.debate.making import a_debate, say


@pytest.fixture
def step(site: str) -> Step:
    step = a_debate(title="Le samedi sans voitures")
    first = say(step, "On respire mieux.")
    say(step, "Ma mère ne peut plus venir au marché.", "against")
    say(step, "Elle pourrait être déposée.", "neutral", parent=first)
    return step


def write(page: Page, text: str) -> None:
    page.get_by_role("link", name="Donner un argument contre").click()
    page.get_by_role("button", name="Publier mon message").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    axe(page)
    page.get_by_label("Votre message", exact=True).fill(text)
    expect(page.get_by_label("Contre", exact=True)).to_be_checked()
    page.get_by_role("button", name="Publier mon message").click()
    expect(page).to_have_url(re.compile("/recu/"))


def flat(html: str) -> str:
    return re.sub(r"\s+", "", html)


@pytest.mark.sqlite
def test_what_one_writes_the_other_sees_and_the_page_reloaded_is_the_same(
    phone: Page, visit: Visit, step: Step
) -> None:
    other = visit()
    other.goto(step.get_absolute_url())
    expect(other.locator("[data-how]")).to_have_text(re.compile("^En direct"))
    phone.goto(step.get_absolute_url())
    budget(phone)
    axe(phone)
    look(phone, "debate")
    write(phone, "Les rues voisines seront pleines.")
    column = other.locator(".debate-against")
    expect(column).to_contain_text("Les rues voisines seront pleines.")
    expect(other.get_by_role("status").filter(has_text="1 nouveau message")).to_be_attached()
    say(step, "Comptons d’abord.", "neutral", parent=Argument.objects.get(number=4))
    expect(other.locator("#m4")).to_contain_text("Comptons d’abord.")
    axe(other)
    before = flat(other.locator(".debate-against").inner_html())
    other.reload()
    assert flat(other.locator(".debate-against").inner_html()) == before
    other.locator("#m1").get_by_role("button", name="Utile").click()
    other.get_by_role("button", name="Dire qu’il est utile").click()
    expect(other.get_by_text("Vous trouvez ce message utile")).to_be_visible()
    expect(other.locator("#m1")).to_contain_text("Utile · 1")


def test_without_javascript(nojs: Page, step: Step) -> None:
    nojs.goto(step.get_absolute_url())
    write(nojs, "Et les livraisons ?")
    nojs.goto(step.get_absolute_url())
    nojs.locator("#m1").get_by_role("link", name="Répondre").click()
    nojs.get_by_label("Votre message", exact=True).fill("Je suis d’accord.")
    nojs.get_by_label("Pour", exact=True).check()
    nojs.get_by_role("button", name="Publier mon message").click()
    nojs.goto(step.get_absolute_url())
    expect(nojs.locator("#m1")).to_contain_text("Je suis d’accord.")


def test_attack_50_a_page_of_another_site_opens_no_socket(desktop: Page, site: str) -> None:
    evil = "http://evil.example/"
    desktop.route(
        evil, lambda route: route.fulfill(body="<h1>Gagnez un vélo</h1>", content_type="text/html")
    )
    desktop.goto(evil)
    address = site.replace("http", "ws", 1) + "/ws/"
    told = desktop.evaluate(
        """address => new Promise(done => {
            const socket = new WebSocket(address);
            socket.onopen = () => done("open");
            socket.onclose = (event) => done(event.code);
        })""",
        address,
    )
    assert told == 1006
