"""Order in discussions: for coordinators and animators, and nobody else."""

from typing import Any

import pytest

from participation.accounts.models import Account
from participation.councils.actions import open_exceptional_access
from participation.councils.models import Council
from participation.councils.threads.models import Message, Thread
from participation.journal.models import Entry
from tests.participation.councils.threads.making import make_thread
from tests.people import SignIn


@pytest.fixture
def thread(council: Council, councillor: Account) -> Thread:
    return make_thread(council, councillor, text="Une phrase blessante.")


@pytest.mark.parametrize(("role", "may"), [("coordinator", 1), ("animator", 1), ("councillor", 0)])
def test_who_animates_closes_pins_and_hides(
    thread: Thread, role: str, may: bool, request: Any, browsing_as: SignIn
) -> None:
    browser = browsing_as(request.getfixturevalue(role))
    home = thread.get_absolute_url()
    for do in ("close", "pin", "pin", "slow"):
        assert browser.post(f"{home}animer/", {"do": do}).status_code == (302 if may else 404)
    browser.post(f"{home}messages/1/masquer/", {"reason": "Blessant pour un voisin."})
    thread.refresh_from_db()
    message = Message.objects.get()
    assert (thread.is_open, thread.is_pinned, message.is_shown) == (not may, bool(may), not may)
    assert thread.is_slow == bool(may)
    assert Entry.objects.filter(event="ThreadPinned").count() == may
    page = browser.get(home).content.decode()
    assert ("Une phrase blessante." in page, "Blessant pour un voisin." in page) == (not may, may)
    for do in ("reopen", "unpin", "quicken", "nonsense"):
        browser.post(f"{home}animer/", {"do": do})
    browser.post(f"{home}messages/1/masquer/")
    thread.refresh_from_db()
    assert (thread.is_open, thread.is_pinned, thread.is_slow) == (True, False, False)
    assert Message.objects.get().is_shown


def test_hiding_needs_a_reason(thread: Thread, coordinator: Account, browsing_as: SignIn) -> None:
    address = f"{thread.get_absolute_url()}messages/1/masquer/"
    answer = browsing_as(coordinator).post(address, {"reason": " a "})
    assert answer.status_code == 422
    assert "Écrivez la raison, en une phrase." in answer.content.decode()
    assert Message.objects.get().is_shown


def test_a_hidden_message_keeps_its_earlier_words_from_sight_too(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    home = thread.get_absolute_url()
    browsing_as(councillor).post(f"{home}messages/1/modifier/", {"text": "Pire.", "as": "change"})
    browser = browsing_as(coordinator)
    assert browser.get(f"{home}messages/1/versions/").status_code == 200
    browser.post(f"{home}messages/1/masquer/", {"reason": "Blessant."})
    assert browser.get(f"{home}messages/1/versions/").status_code == 404


def test_an_administrator_let_in_by_exception_reads_and_writes_nothing(
    thread: Thread, council: Council, administrator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(administrator)
    home = thread.get_absolute_url()
    assert browser.get(home).status_code == 404
    open_exceptional_access(council, account=administrator, reason="Une plainte à instruire.")
    page = browser.get(home)
    assert page.status_code == 200 and page.context["form"] is None
    for path in ("ecrire/", "lu/", "animer/", "messages/1/repondre/"):
        assert browser.post(f"{home}{path}", {"text": "Bonjour"}).status_code == 404
    assert Message.objects.count() == 1
