"""The hub of one process: one reading for each audience, nothing lost, rights that end."""

import asyncio
from typing import Any

import pytest

from participation.live import bus, consumers, hub, presence
from participation.live.bus import ask_again
from participation.live.consumers import TOO_SLOW, PageSocket
from participation.live.hub import RIGHT_ENDED, hub_here
from participation.live.streams import MOST
from tests.participation.live.conftest import connect, follow, person
from tests.participation.live.corridor import TOPIC, Corridor, frame


@pytest.fixture
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "RECHECK_SECONDS", 0.05)


async def test_many_readers_cost_one_reading_for_each_audience(corridor: Corridor) -> None:
    corridor.members = {1, 2, 3, 4, 5}
    corridor.whisper("bonjour")
    sockets = [await follow(pk, after=1) for pk in range(1, 21)]
    for socket in sockets:
        assert await socket.hear() == frame(1)
    corridor.reads.clear()
    corridor.say("un secret")
    heard = [await socket.hear() for socket in sockets]
    assert heard == [frame(1, "fr: un secret")] * 5 + [frame(1, "fr: …")] * 15
    assert sorted(corridor.reads) == [("members", 1), ("public", 1)]
    for socket in sockets:
        await socket.leave()


async def test_who_was_away_hears_what_was_missed_then_what_comes(corridor: Corridor) -> None:
    corridor.members = {1}
    corridor.whisper("un", "deux", "trois")
    socket = await follow(1, after=1)
    assert await socket.hear() == frame(1, "fr: deux", "fr: trois")
    corridor.say("quatre")
    assert await socket.hear() == frame(3, "fr: quatre")
    await socket.leave()


async def test_who_names_no_change_hears_from_now_on(corridor: Corridor) -> None:
    corridor.whisper("un", "deux")
    socket = await follow(after=None)
    assert await socket.hear() == frame(2)
    await socket.leave()


@pytest.mark.parametrize(("said", "after"), [(MOST + 1, 0), (3, 4)], ids=["too much", "the future"])
async def test_who_missed_too_much_loads_the_page_again(
    corridor: Corridor, said: int, after: int
) -> None:
    corridor.whisper(*["mot"] * said)
    socket = await follow(after=after)
    assert await socket.hear() == {"reload": TOPIC}
    await socket.leave()


async def test_five_hundred_are_still_sent(corridor: Corridor) -> None:
    corridor.whisper(*["mot"] * MOST)
    socket = await follow(after=0)
    assert (await socket.hear())["at"] == MOST
    await socket.leave()


async def test_what_is_said_while_somebody_arrives_is_neither_lost_nor_doubled(
    corridor: Corridor,
) -> None:
    early = await follow(after=0)
    assert await early.hear() == frame(0)
    arriving = [asyncio.create_task(follow(after=0)) for _ in range(10)]
    for number in range(20):
        corridor.say(f"{number}")
        await asyncio.sleep(0)
    for socket in [early, *[await task for task in arriving]]:
        reached = 0
        while reached < 20:
            told = await socket.hear()
            assert told["since"] <= reached <= told["at"]
            assert [item["seq"] for item in told["items"]] == list(
                range(told["since"] + 1, told["at"] + 1)
            )
            reached = told["at"]
        await socket.leave()


async def test_a_page_is_told_in_its_language(corridor: Corridor) -> None:
    corridor.members = {1}
    corridor.whisper("hello")
    for query, language in ((b"lang=en", "en"), (b"lang=xx", "fr"), (b"", "fr")):
        socket = await follow(1, query_string=query)
        assert await socket.hear() == frame(0, f"{language}: hello")
        await socket.leave()


@pytest.mark.usefixtures("_in_a_hurry")
async def test_news_that_were_lost_are_found_in_the_database(corridor: Corridor) -> None:
    socket = await follow(after=0)
    assert await socket.hear() == frame(0)
    corridor.whisper("personne ne l’a annoncé")
    assert await socket.hear() == frame(0, "fr: …")
    await socket.leave()


@pytest.mark.usefixtures("_in_a_hurry")
async def test_a_reader_whose_audience_changes_comes_back_anew(corridor: Corridor) -> None:
    corridor.members = {1}
    socket = await follow(1)
    assert await socket.hear() == frame(0)
    corridor.members = set()
    assert await socket.hear() == RIGHT_ENDED


@pytest.mark.usefixtures("_in_a_hurry")
async def test_a_room_that_closes_to_the_public_keeps_its_members(corridor: Corridor) -> None:
    corridor.members = {1}
    member, stranger = await follow(1), await follow(2)
    assert [await member.hear(), await stranger.hear()] == [frame(0)] * 2
    corridor.is_public = False
    assert await stranger.hear() == RIGHT_ENDED
    corridor.say("entre nous")
    assert await member.hear() == frame(0, "fr: entre nous")
    await member.leave()


@pytest.mark.usefixtures("_in_a_hurry")
async def test_the_public_is_asked_about_as_one(corridor: Corridor) -> None:
    sockets = [await follow(pk) for pk in range(1, 6)]
    await asyncio.sleep(0.2)
    corridor.asked.clear()
    await asyncio.sleep(0.3)
    assert set(corridor.asked) == {None}
    for socket in sockets:
        await socket.leave()


@pytest.mark.usefixtures("_in_a_hurry")
async def test_when_nobody_can_tell_the_door_closes(corridor: Corridor) -> None:
    socket = await follow(1)
    assert await socket.hear() == frame(0)
    corridor.breaks = True
    assert await socket.hear() == RIGHT_ENDED


async def test_a_right_that_ends_is_asked_again_at_once_and_before_any_word(
    corridor: Corridor,
) -> None:
    corridor.members = {1, 2}
    leaving, staying = await follow(1), await follow(2)
    assert [await leaving.hear(), await staying.hear()] == [frame(0)] * 2
    corridor.members = {2}
    ask_again()
    corridor.say("entre nous")
    assert await leaving.hear() == RIGHT_ENDED
    assert await staying.hear() == frame(0, "fr: entre nous")
    await staying.leave()


async def test_who_leaves_a_topic_hears_no_more_of_it(corridor: Corridor) -> None:
    socket, other = await follow(), await follow()
    await socket.say({"leave": TOPIC})
    await socket.say({"leave": "corridor.2"})
    await socket.say({"follow": "corridor.2"})
    heard = [await socket.hear(), await socket.hear()]
    assert heard == [frame(0), {"refused": "corridor.2"}]
    corridor.say("un")
    assert [await other.hear(), await other.hear()] == [frame(0), frame(0, "fr: …")]
    assert await socket.wire.receive_nothing()
    await socket.leave()
    await other.leave()


async def test_a_socket_that_lives_says_so(
    corridor: Corridor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "RECHECK_SECONDS", 0.05)
    monkeypatch.setattr(hub, "BEAT_SECONDS", 0.1)
    socket = await connect()
    assert await socket.hear() == {"alive": True}
    await socket.leave()


async def test_the_hub_sleeps_when_the_last_one_leaves_and_wakes_again(corridor: Corridor) -> None:
    for number in range(2):
        socket = await follow(after=number)
        assert hub_here().crowds and len(hub_here().followers) == 1
        await socket.leave()
        assert (hub_here().crowds, hub_here().followers) == ({}, set())
        assert not hub_here().listening.is_set()
        corridor.say("personne")


async def test_a_slow_reader_is_let_go_and_others_are_served(
    corridor: Corridor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "MOST_WAITING", 5)
    sent: list[Any] = []
    opened = asyncio.Event()
    commands: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)
        if event["type"] == "websocket.send":
            await opened.wait()

    scope = {"type": "websocket", "path": "/ws/", "headers": [], "user": person(1)}
    slow = asyncio.create_task(PageSocket(scope, commands.get, send, hub_here()).live())
    commands.put_nowait({"type": "websocket.connect"})
    commands.put_nowait({"type": "websocket.receive", "text": f'{{"follow": "{TOPIC}"}}'})
    quick = await follow(2)
    assert await quick.hear() == frame(0)
    for number in range(10):
        corridor.say(f"{number}")
        assert (await quick.hear())["at"] == number + 1
    opened.set()
    await asyncio.wait_for(slow, 5)
    assert sent[-1] == {"type": "websocket.close", "code": TOO_SLOW}
    assert len(sent) < 10
    await quick.leave()


@pytest.mark.usefixtures("_in_a_hurry")
async def test_people_are_counted_once_over_all_processes_and_forgotten(
    corridor: Corridor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "FORGET_SECONDS", 0.5)
    corridor.shows_presence = True
    one, two = await follow(1), await follow(None)
    other = {"present": TOPIC, "hub": "another", "accounts": [1, 5], "others": 2}
    bus.publish(other)

    async def until(html: str) -> None:
        heard = await one.hear(presence=True)
        while heard.get("html") != html:
            heard = await one.hear(presence=True)

    await until("5 [1, 5]")
    await until("2 [1]")  # the other process said nothing more
    await two.leave()
    await until("1 [1]")
    await one.leave()
