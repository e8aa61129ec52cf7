"""Members find their way in their space: at home, looking for words, and whoever came in."""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import mark_seen, open_exceptional_access
from participation.councils.models import Council, Visit
from participation.councils.threads.actions import open_thread
from tests.browser.councils.entering import enter_as, is_sound

TITLE = "Le jardin partagé de la rue des Lilas"


@pytest.fixture
def space(
    site: str, council: Council, councillor: Account, coordinator: Account, administrator: Account
) -> str:
    """A space where something is new since the member's last visit."""
    with living_at(now() - timedelta(days=3)):
        mark_seen(council, actor=councillor, until=now())
        reason = "La coordination m’a écrit : un membre ne peut plus entrer."
        open_exceptional_access(council, account=administrator, reason=reason)
    open_thread(council, title=TITLE, text="Qui peut venir samedi ?", actor=coordinator)
    return council.space_url


@pytest.mark.parametrize("size", ["phone", "desktop", "nojs"])
def test_a_member_reads_what_is_new_looks_for_words_and_has_seen_it_all(
    request: pytest.FixtureRequest, space: str, councillor: Account, site: str, size: str
) -> None:
    page = enter_as(request.getfixturevalue(size), councillor, site)
    page.goto(space)
    expect(page.get_by_text("Espace privé")).to_be_visible()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    if size != "nojs":
        is_sound(page, "space")
    page.get_by_label("Chercher dans cet espace").fill("JARDIN")
    page.get_by_role("main").get_by_role("button", name="Chercher").click()
    expect(page.locator("mark").first).to_have_text("jardin")
    if size != "nojs":
        is_sound(page, "space-search")
    page.get_by_role("link", name="Qui est entré").click()
    expect(page.get_by_text("un membre ne peut plus entrer")).to_be_visible()
    if size != "nojs":
        is_sound(page, "space-entries")
    page.get_by_role("link", name="Accueil", exact=True).last.click()
    page.get_by_role("button", name="J’ai tout vu").click()
    expect(page.get_by_text("C’est noté : vous avez tout vu.")).to_be_visible()
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)


def test_leaving_the_home_is_remembered_and_what_was_new_stays_a_while(
    phone: Page, space: str, councillor: Account, site: str
) -> None:
    page = enter_as(phone, councillor, site)
    before = Visit.objects.get(account=councillor)
    page.goto(space)
    page.get_by_role("link", name=TITLE).click()
    after = wait_for_a_later(before)
    assert after.new_since == before.seen_at
    page.goto(space)
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    page.goto("about:blank")
    wait_for_a_later(after)


def wait_for_a_later(visit: Visit) -> Visit:
    """Give the visit as soon as the page that was left has told of it."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        later = Visit.objects.get(pk=visit.pk)
        if later.seen_at > visit.seen_at:
            return later
        time.sleep(0.05)
    raise AssertionError("the page was left, and nobody was told")


def test_the_public_page_and_the_request_of_an_administrator_are_sound(
    phone: Page, space: str, council: Council, administrator: Account, site: str
) -> None:
    phone.goto(council.get_absolute_url())
    is_sound(phone, "council")
    expect(phone.get_by_role("link", name="Entrer dans l’espace privé")).to_have_count(0)
    page = enter_as(phone, administrator, site)
    page.goto(f"{council.get_absolute_url()}acces-exceptionnel/")
    page.get_by_role("button", name="Entrer pour une heure").click()
    page.get_by_role("link", name="Écrivez la raison de votre entrée.").click()
    is_sound(page, "council-access")
    page.get_by_label("Pourquoi devez-vous entrer ?").fill("Une plainte d’un membre, à instruire.")
    page.get_by_role("button", name="Entrer pour une heure").click()
    expect(page.get_by_text("L’espace vous est ouvert pendant une heure.")).to_be_visible()
    is_sound(page, "space-by-exception")
