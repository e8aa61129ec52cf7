"""What discussions tell the rest of the house: news, search, what is held of a person."""

from datetime import timedelta

import pytest

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.models import Council
from participation.councils.space import Space, enter
from participation.councils.threads.actions import rewrite, withdraw
from participation.councils.threads.models import Mention, Message, MessageVersion, ReadMark, Thread
from participation.councils.threads.room import room
from tests.participation.councils.threads.making import make_message, make_thread


@pytest.fixture
def space(council: Council, coordinator: Account) -> Space:
    return enter(coordinator, council.slug)


def test_news_are_what_others_wrote_and_where_one_is_named(
    space: Space, council: Council, councillor: Account, coordinator: Account
) -> None:
    with living_at(now() - timedelta(days=2)):
        old = make_thread(council, councillor, title="Ancienne")
    since = now() - timedelta(days=1)
    thread = make_thread(council, councillor, title="Le marché")
    make_message(thread, coordinator)
    withdraw(make_message(thread, councillor, text="@Yasmina"), actor=councillor)
    named = make_message(thread, councillor, text="Et vous, @Yasmina ?")
    told = {(news.text, news.url, news.by, news.is_for_me) for news in room.news(space, since)}
    assert told == {
        ("On vous a nommé dans « Le marché »", named.get_absolute_url(), "Aïssatou", True),
        ("2 nouveaux messages dans « Le marché »", thread.url_of(1), "", False),
    }
    make_message(old, councillor)
    assert "1 nouveau message dans « Ancienne »" in {news.text for news in room.news(space, since)}


def test_found_words_come_with_their_place(
    space: Space, council: Council, councillor: Account, neighbour: Account
) -> None:
    elsewhere = neighbour.memberships.get().council
    make_thread(elsewhere, neighbour, text="Une école ailleurs.")
    message = make_message(make_thread(council, councillor), councillor, text="Notre école.")
    assert [(found.excerpt, found.url) for found in room.find(space, ["ecole"])] == [
        ("Notre école.", message.get_absolute_url())
    ]


def test_a_person_is_given_what_is_held_of_them(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    make_thread(council, councillor, title="Le marché", text="@Yasmina ?")
    assert room.personal_data(coordinator)["mentions"][0]["discussion"] == "Le marché"
    held = room.personal_data(councillor)["messages"]
    assert [(one["texte"], one["numero"]) for one in held] == [("@Yasmina ?", 1)]
    assert room.personal_data(councillor)["mentions"] == []
    room.forget(councillor)
    assert room.personal_data(councillor) is None


def test_an_erased_person_s_name_is_gone_and_what_was_said_together_stays(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    thread = make_thread(council, coordinator, text="Je reste.")
    rewrite(thread.messages.get(), text="Je reste ici.", actor=coordinator)
    mine = make_message(thread, councillor, text="Avec @yasmina et @Yasminabelle")
    rewrite(mine, text="Merci @Yasmina !", actor=councillor)
    for _ in range(2):
        room.forget(coordinator)
    assert list(thread.messages.order_by("number").values_list("text", "author")) == [
        ("Je reste ici.", None),
        ("Merci @ancien membre !", councillor.pk),
    ]
    assert MessageVersion.objects.get().text == "Avec @ancien membre et @Yasminabelle"
    assert not Message.objects.filter(search_text__contains="yasmina").exists()
    assert not Mention.objects.exists()
    assert [mark.account for mark in ReadMark.objects.all()] == [councillor]
    assert Thread.objects.get().opened_by is None
