"""Members talk: on a phone, at a desk, by keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.models import Account
from participation.councils.models import Council
from participation.councils.threads.actions import (
    close_thread,
    hide,
    mark_read,
    open_thread,
    pin,
    post,
    withdraw,
)
from participation.councils.threads.models import PER_PAGE, Mention, Message, ReadMark, Thread
from tests.browser.councils.entering import enter_as, is_sound

LONG = "Nous pourrions garder le banc, planter un tilleul et demander une fontaine. " * 4


@pytest.fixture
def thread(site: str, council: Council, councillor: Account, coordinator: Account) -> Thread:
    """A lively discussion, a pinned one and a closed one; 55 messages, some no longer shown."""
    thread = open_thread(council, actor=councillor, title="Le banc de la place", text=LONG)
    pin(open_thread(council, actor=councillor, title="Nos règles", text="Ici."), actor=coordinator)
    old = open_thread(council, actor=councillor, title="La fête de juin", text="Merci à tous.")
    close_thread(old, actor=coordinator)
    for number in range(50):
        post(thread, author=councillor, text=f"Avis {number}.")
    first = thread.messages.get(number=51)
    post(thread, author=coordinator, text="> Avis 49.\n\nD’accord.", reply_to=first)
    withdraw(post(thread, author=councillor, text="Trop vite."), actor=councillor)
    hide(post(thread, author=councillor, text="Non."), actor=coordinator, reason="Blessant.")
    post(thread, author=councillor, text=f"https://example.org/{'a' * 90}", erratum_of=first)
    ReadMark.objects.filter(account=coordinator).delete()
    return thread


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_member_reads_and_answers(
    request: pytest.FixtureRequest, thread: Thread, coordinator: Account, site: str, size: str
) -> None:
    page = enter_as(request.getfixturevalue(size), coordinator, site)
    page.goto(f"{thread.council.space_url}discussions/")
    is_sound(page, "threads")
    page.get_by_role("link", name="Le banc de la place", exact=True).click()
    expect(page.get_by_text("Message masqué.")).to_be_visible()
    is_sound(page, "thread")
    page.get_by_role("link", name="Citer (n°").last.click()
    is_sound(page, "thread-reply")
    page.get_by_label("Votre message").fill("")
    page.get_by_role("button", name="Publier").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    is_sound(page, "thread-error")


def test_a_name_is_chosen_by_keyboard_and_what_is_seen_is_read(
    desktop: Page, thread: Thread, coordinator: Account, councillor: Account, site: str
) -> None:
    page = enter_as(desktop, coordinator, site)
    mark_read(thread, account=coordinator, number=PER_PAGE)
    page.goto(thread.get_absolute_url())
    with page.expect_response("**/lu/"):
        page.get_by_role(
            "heading", name="Écrire dans cette discussion"
        ).scroll_into_view_if_needed()
    assert ReadMark.objects.get(account=coordinator, thread=thread).number == 55
    field = page.get_by_label("Votre message")
    field.press_sequentially("Merci @ais")
    expect(page.get_by_role("option", name="Aïssatou")).to_be_visible()
    is_sound(page, "thread-mention")
    field.press("Enter")
    expect(field).to_have_value("Merci @Aïssatou ")
    expect(page.get_by_role("option")).to_have_count(0)
    field.press_sequentially("!")
    page.get_by_role("button", name="Publier").click()
    expect(page.locator("#m56")).to_contain_text("Merci @Aïssatou !")
    assert Mention.objects.get(message__number=56).account == councillor


def test_a_discussion_is_opened_and_read_without_javascript(
    nojs: Page, thread: Thread, coordinator: Account, councillor: Account, site: str
) -> None:
    page = enter_as(nojs, coordinator, site)
    page.goto(f"{thread.council.space_url}discussions/")
    page.get_by_role("link", name=re.compile("^55 non lus")).click()
    expect(page).to_have_url(re.compile(r"\?page=1#m1$"))
    page.get_by_role("button", name="Marquer comme lu").click()
    assert ReadMark.objects.get(account=coordinator, thread=thread).number == 50
    page.goto(f"{thread.council.space_url}discussions/")
    page.get_by_role("link", name="Ouvrir une discussion").click()
    page.get_by_label("Votre message").fill("Qui vient samedi ?")
    page.get_by_text("Prévenir des membres").click()
    page.get_by_label("Aïssatou").check()
    page.get_by_role("button", name="Ouvrir la discussion").click()
    expect(page.get_by_role("link", name="Donnez un sujet à cette discussion.")).to_be_visible()
    page.get_by_label("Sujet").fill("Samedi")
    page.get_by_role("button", name="Ouvrir la discussion").dblclick()
    expect(page.get_by_role("heading", name="Samedi", level=1)).to_be_visible()
    message = Message.objects.get(thread__title="Samedi")
    assert (message.text, message.mentions.get().account) == ("Qui vient samedi ?", councillor)


def test_what_was_not_shown_is_not_read(
    desktop: Page, thread: Thread, coordinator: Account, site: str
) -> None:
    """The last page opens first: reading it to its end says nothing of the page before."""
    page = enter_as(desktop, coordinator, site)
    page.goto(thread.get_absolute_url())
    page.get_by_role("button", name="Publier").scroll_into_view_if_needed()
    page.get_by_role("button", name="Marquer comme lu").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert not ReadMark.objects.filter(account=coordinator, thread=thread).exists()
