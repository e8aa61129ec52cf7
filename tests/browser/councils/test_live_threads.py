"""Two members talk at the same time: by socket, without one, away for a while, shut out."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from participation.accounts.models import Account
from participation.councils.actions import end_mandate
from participation.councils.choices import EndReason
from participation.councils.models import Council, Membership
from participation.councils.threads.actions import (
    close_thread,
    hide,
    open_thread,
    post,
    rewrite,
)
from participation.councils.threads.models import Message, ReadMark, Thread
from tests.browser.conftest import Visit
from tests.browser.councils.entering import enter_as, is_sound

IS_LIVE = re.compile("^En direct")


@pytest.fixture
def thread(site: str, council: Council, councillor: Account, coordinator: Account) -> Thread:
    return open_thread(council, actor=councillor, title="La fontaine", text="Où la mettre ?")


def numbers(page: Page) -> list[str]:
    shown: list[str] = page.locator("#messages > li").evaluate_all("all => all.map(one => one.id)")
    return shown


def open_live(page: Page, person: Account, site: str, thread: Thread) -> Page:
    enter_as(page, person, site)
    page.goto(thread.get_absolute_url())
    expect(page.locator("[data-how]")).to_have_text(IS_LIVE)
    return page


@pytest.mark.sqlite
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_one_writes_and_the_other_sees_it(
    request: pytest.FixtureRequest,
    visit: Visit,
    thread: Thread,
    councillor: Account,
    coordinator: Account,
    site: str,
    size: str,
) -> None:
    mine = open_live(request.getfixturevalue(size), councillor, site, thread)
    theirs = open_live(visit(), coordinator, site, thread)
    mine.get_by_label("Votre message").fill("Près de l’école.")
    mine.get_by_role("button", name="Publier").click()
    expect(theirs.locator("#m2")).to_contain_text("Près de l’école.")
    expect(theirs.get_by_role("status").filter(has_text="1 nouveau message")).to_be_attached()
    expect(mine.locator("#m2.is-mine")).to_contain_text("Retirer mon message")
    expect(mine.get_by_label("Votre message")).to_have_value("")
    expect(theirs.locator("#m2")).not_to_contain_text("Retirer mon message")
    theirs.get_by_label("Votre message").fill("D’accord.")
    theirs.get_by_role("button", name="Publier").click()
    for page in (mine, theirs):
        expect(page.locator("#m3")).to_contain_text("D’accord.")
    assert numbers(mine) == numbers(theirs) == ["m1", "m2", "m3"]
    keys = Message.objects.values_list("key", flat=True)
    assert len(set(keys)) == 3
    is_sound(mine, "thread-live")
    before = mine.locator("#messages").inner_html()
    mine.reload()
    assert _flat(mine.locator("#messages").inner_html()) == _flat(before)
    assert ReadMark.objects.get(thread=thread, account=councillor).number == 3


def _flat(html: str) -> str:
    return re.sub(r"\s+", "", html)


def test_what_changes_changes_for_all_and_a_closed_discussion_says_so(
    desktop: Page, thread: Thread, councillor: Account, coordinator: Account, site: str
) -> None:
    second = post(thread, author=councillor, text="Non merci.")
    page = open_live(desktop, coordinator, site, thread)
    rewrite(second, text="Oui merci.", actor=councillor)
    expect(page.locator("#m2")).to_contain_text("Oui merci.")
    hide(second, actor=coordinator, reason="Essai de modération")
    expect(page.locator("#m2")).to_contain_text("Message masqué. Raison : Essai de modération")
    close_thread(thread, actor=coordinator)
    expect(page.get_by_text("Cette discussion est fermée.")).to_be_visible()
    expect(page.get_by_role("heading", name="Écrire dans cette discussion")).to_be_hidden()


def test_without_a_socket_the_page_asks_and_nothing_is_lost_or_doubled(
    desktop: Page, thread: Thread, councillor: Account, coordinator: Account, site: str
) -> None:
    page = enter_as(desktop, coordinator, site)
    page.route_web_socket(re.compile("/ws/"), lambda socket: socket.close())
    page.clock.install()
    page.goto(thread.get_absolute_url())
    expect(page.locator("[data-how]")).to_have_text(re.compile("^Connexion difficile"))
    post(thread, author=councillor, text="Sans prise directe.")
    page.clock.run_for(16_000)
    expect(page.locator("#m2")).to_contain_text("Sans prise directe.")
    page.get_by_label("Votre message").fill("Je vois.")
    page.get_by_role("button", name="Publier").click()
    expect(page.locator("#m3")).to_contain_text("Je vois.")
    assert numbers(page) == ["m1", "m2", "m3"]


def test_who_was_offline_finds_everything_at_its_return(
    desktop: Page, thread: Thread, councillor: Account, coordinator: Account, site: str
) -> None:
    page = open_live(desktop, coordinator, site, thread)
    page.context.set_offline(True)
    expect(page.locator("[data-how]")).to_have_text(re.compile("^Hors connexion"))
    for number in range(3):
        post(thread, author=councillor, text=f"Message {number}.")
    page.get_by_label("Votre message").fill("Je suis hors connexion.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Cette action n’a pas abouti.")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value("Je suis hors connexion.")
    page.context.set_offline(False)
    expect(page.locator("#m4")).to_contain_text("Message 2.")
    page.get_by_role("button", name="Publier").click()
    expect(page.locator("#m5")).to_contain_text("Je suis hors connexion.")
    assert numbers(page) == ["m1", "m2", "m3", "m4", "m5"]


def test_two_browsers_talk_and_the_one_that_was_away_misses_nothing(
    desktop: Page,
    visit: Visit,
    thread: Thread,
    councillor: Account,
    coordinator: Account,
    site: str,
) -> None:
    away = open_live(desktop, coordinator, site, thread)
    here = open_live(visit(), councillor, site, thread)
    network = away.context.new_cdp_session(away)
    network.send("Network.enable")
    gone = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", gone)
    away.evaluate("dispatchEvent(new Event('offline'))")
    expect(away.locator("[data-how]")).to_have_text(re.compile("^Hors connexion|^Connexion"))
    for number in range(2, 8):
        here.get_by_label("Votre message").fill(f"Message {number}.")
        here.get_by_role("button", name="Publier").click()
        expect(here.locator(f"#m{number}")).to_contain_text(f"Message {number}.")
    assert numbers(away) == ["m1"]
    network.send("Network.emulateNetworkConditions", {**gone, "offline": False})
    away.evaluate("dispatchEvent(new Event('online'))")
    expect(away.locator("#m7")).to_contain_text("Message 7.", timeout=15_000)
    away.get_by_label("Votre message").fill("Me revoilà.")
    away.get_by_role("button", name="Publier").click()
    for page in (away, here):
        expect(page.locator("#m8")).to_contain_text("Me revoilà.", timeout=15_000)
        assert numbers(page) == [f"m{number}" for number in range(1, 9)]
    expect(here.get_by_text("Ici en ce moment")).to_be_visible()
    before = _flat(here.locator("#messages").inner_html())
    here.reload()
    assert _flat(here.locator("#messages").inner_html()) == before


def test_a_cut_socket_comes_back_and_catches_up(
    desktop: Page, thread: Thread, councillor: Account, coordinator: Account, site: str
) -> None:
    opened: list[WebSocketRoute] = []

    def pass_on(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        opened.append(socket)

    enter_as(desktop, coordinator, site)
    desktop.route_web_socket(re.compile("/ws/"), pass_on)
    page = open_live(desktop, coordinator, site, thread)
    opened[0].close(code=1012)
    post(thread, author=councillor, text="Pendant la coupure.")
    expect(page.locator("#m2")).to_contain_text("Pendant la coupure.", timeout=16_000)
    expect(page.locator("[data-how]")).to_have_text(IS_LIVE, timeout=16_000)
    assert numbers(page) == ["m1", "m2"]


def test_a_paused_page_holds_what_comes(
    desktop: Page, thread: Thread, councillor: Account, coordinator: Account, site: str
) -> None:
    page = open_live(desktop, coordinator, site, thread)
    page.get_by_role("button", name="Mettre en pause").click()
    post(thread, author=councillor, text="Un.")
    post(thread, author=councillor, text="Deux.")
    expect(page.locator("[data-how]")).to_have_text(re.compile("^En pause. Nouveautés en attente"))
    assert numbers(page) == ["m1"]
    is_sound(page, "thread-paused")
    page.get_by_role("button", name="Reprendre").click()
    expect(page.locator("#m3")).to_contain_text("Deux.")
    assert numbers(page) == ["m1", "m2", "m3"]


def test_what_comes_moves_nothing_and_leads_to_it(
    desktop: Page, thread: Thread, councillor: Account, coordinator: Account, site: str
) -> None:
    for number in range(20):
        post(thread, author=councillor, text=f"Avis {number}.")
    page = open_live(desktop, coordinator, site, thread)
    page.evaluate("scrollTo(0, 300)")
    place = page.evaluate("scrollY")
    post(thread, author=councillor, text="Le dernier.")
    link = page.get_by_role("link", name="1 nouveau message")
    expect(link).to_be_visible()
    assert page.evaluate("scrollY") == place
    link.click()
    expect(page.locator("#m22")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("#m22$"))


def test_who_is_shut_out_hears_no_more_within_five_seconds(
    desktop: Page, thread: Thread, councillor: Account, coordinator: Account, site: str
) -> None:
    page = open_live(desktop, councillor, site, thread)
    end_mandate(
        Membership.objects.get(account=councillor), reason=EndReason.RESIGNED, actor=coordinator
    )
    post(thread, author=coordinator, text="Sans elle.")
    expect(page.locator("[data-how]")).to_have_text(
        re.compile("^Cette page ne se met plus à jour"), timeout=5_000
    )
    assert numbers(page) == ["m1"]


def test_without_javascript_one_writes_and_reads_by_pages(
    nojs: Page, thread: Thread, councillor: Account, coordinator: Account, site: str
) -> None:
    page = enter_as(nojs, coordinator, site)
    page.goto(thread.get_absolute_url())
    expect(page.get_by_role("button", name="Mettre en pause")).to_be_hidden()
    page.get_by_label("Votre message").fill("Par la page.")
    page.get_by_role("button", name="Publier").click()
    expect(page).to_have_url(re.compile(r"\?page=1#m2$"))
    post(thread, author=councillor, text="Vu.")
    page.reload()
    expect(page.locator("#m3")).to_contain_text("Vu.")
