"""Reading discussions: order, what is unread, pages, search, and for how many queries."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.models import Council
from participation.councils.threads.actions import hide, mark_read, pin
from participation.councils.threads.models import PER_PAGE, ReadMark, Thread
from tests.factories import make_account, make_member
from tests.participation.councils.threads.making import make_message, make_thread
from tests.people import SignIn


@pytest.fixture
def thread(council: Council, councillor: Account) -> Thread:
    return make_thread(council, councillor, title="Le marché", text="Plus d’ombre.")


def test_pinned_first_then_where_somebody_wrote_last(
    council: Council, thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    second, third = (make_thread(council, councillor) for _ in range(2))
    pin(second, actor=coordinator)
    with time_machine.travel(now() + timedelta(minutes=1)):
        make_message(thread, councillor)
    page = browsing_as(coordinator).get(f"{council.space_url}discussions/").context["page"]
    assert page.object_list == [second, thread, third]
    assert [(one.unread, one.signed) for one in page.object_list] == [
        (1, "Aïssatou"),
        (2, "Aïssatou"),
        (1, "Aïssatou"),
    ]


def test_a_member_says_how_far_they_have_read_and_looking_changes_nothing(
    council: Council, thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    make_message(thread, councillor)
    browser = browsing_as(coordinator)
    assert browser.get(thread.get_absolute_url()).status_code == 200
    assert browser.get(f"{thread.get_absolute_url()}lu/").status_code == 302
    assert not ReadMark.objects.filter(account=coordinator).exists()
    for sent, reached in (("1", 1), ("99", 2), ("1", 2), ("x", 2)):
        browser.post(f"{thread.get_absolute_url()}lu/", {"number": sent})
        assert ReadMark.objects.get(account=coordinator).number == reached
    other = make_thread(council, councillor)
    browser.post(f"{council.space_url}discussions/tout-lu/")
    assert ReadMark.objects.get(account=coordinator, thread=other).number == 1
    browser.post(f"{thread.get_absolute_url()}ecrire/", {"text": "Lu."})
    assert ReadMark.objects.get(account=coordinator, thread=thread).number == 3


def test_a_long_discussion_opens_on_its_last_page_and_a_link_leads_to_any_message(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    for _ in range(PER_PAGE):
        last = make_message(thread, councillor)
    browser = browsing_as(coordinator)

    def numbers(address: str) -> list[int]:
        return [one.number for one in browser.get(address).context["messages_here"]]

    assert numbers(thread.get_absolute_url()) == [51]
    assert last.get_absolute_url() == f"{thread.get_absolute_url()}?page=2#m51"
    assert numbers(thread.url_of(50)) == list(range(1, 51))
    mark_read(thread, account=coordinator, number=7)
    first_page = browser.get(thread.url_of(8)).content.decode()
    assert first_page.count("Nouveaux messages") == 1
    assert first_page.index("Nouveaux messages") > first_page.index('id="m8"')


def test_words_are_found_in_titles_and_messages_but_not_in_hidden_ones(
    council: Council, thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    found = make_message(thread, councillor, text="L’ÉCOLE ouvre.")
    hidden = make_message(thread, councillor, text="Cette école, non.")
    hide(hidden, actor=coordinator, reason="Hors sujet")
    browser = browsing_as(councillor)

    def search(words: str) -> list[int]:
        page = browser.get(f"{council.space_url}discussions/", {"q": words}).context["page"]
        return [message.number for message in page.object_list]

    assert search("ecole") == [found.number]
    assert search("marche") == [1]
    assert search("ecole marche") == []


def test_what_was_said_before_one_joined_counts_as_read(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    with time_machine.travel(now() - timedelta(days=9)):
        old, busy = (make_thread(council, councillor) for _ in range(2))
    with time_machine.travel(now() - timedelta(days=2)):
        make_message(busy, councillor)
    newcomer = make_account()
    make_member(council, newcomer, starts_on=council.today - timedelta(days=4))
    browser = browsing_as(newcomer)
    unread = {
        thread: (thread.unread, thread.first_unread)
        for thread in browser.get(f"{council.space_url}discussions/").context["page"]
    }
    assert unread == {old: (0, 2), busy: (1, 2)}
    browser.post(f"{busy.get_absolute_url()}lu/", {"number": "1"})  # no further than before
    again = browser.get(busy.get_absolute_url()).context["thread"]
    assert (again.unread, again.first_unread) == (1, 2)


def test_a_renewed_mandate_keeps_what_was_left_unread(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    returning = make_account()
    first = make_member(council, returning, starts_on=council.today - timedelta(days=30))
    with time_machine.travel(now() - timedelta(days=9)):
        thread = make_thread(council, councillor)
    first.ends_on, first.closed_at = council.today - timedelta(days=5), now()
    first.save()
    make_member(council, returning, starts_on=council.today - timedelta(days=5))
    page = browsing_as(returning).get(f"{council.space_url}discussions/").context["page"]
    assert [(one.pk, one.unread) for one in page] == [(thread.pk, 1)]


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_queries_whatever_they_hold(
    council: Council,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for _ in range(number):
        thread = make_thread(council, councillor)
    for _ in range(number):
        first = make_message(thread, coordinator, reply_to=thread.messages.get(number=1))
        make_message(thread, coordinator, erratum_of=first)
    browser = browsing_as(councillor)
    browser.get("/aide/")  # the first page notes a session, each one that it is alive
    with django_assert_num_queries(17):
        browser.get(f"{council.space_url}discussions/")
    with django_assert_num_queries(16):
        browser.get(f"{council.space_url}discussions/", {"q": "avis"})
    with django_assert_num_queries(22):
        browser.get(thread.get_absolute_url())
