"""The one socket of a page: it follows what its reader may see, and nothing else."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser

from consultations.models import Consultation
from participation.live.bus import push
from participation.live.consumers import page_socket
from tests.factories import make_consultation, make_open
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)


async def connect(person: Any) -> Socket:
    return await Socket(page_socket, person).connect()


@sync_to_async
def an_open_consultation() -> Consultation:
    return make_open(make_consultation())


@sync_to_async
def a_draft() -> Consultation:
    return make_consultation()


async def test_a_follower_sees_the_fragment_that_is_pushed() -> None:
    topic = f"consultation.{(await an_open_consultation()).pk}"
    socket = await connect(AnonymousUser())
    await socket.say({"follow": topic})
    assert await socket.hear() == {"following": topic}
    await sync_to_async(push)(topic, target="contribution-count", html="<b>1</b>")
    assert await socket.hear() == {
        "topic": topic,
        "target": "contribution-count",
        "html": "<b>1</b>",
    }
    await socket.leave()


async def test_a_draft_and_an_unknown_topic_are_refused_alike() -> None:
    topic = f"consultation.{(await a_draft()).pk}"
    for refused in (topic, "consultation.999999", "account.1", "consultation.x", "x"):
        socket = await connect(AnonymousUser())
        await socket.say({"follow": refused})
        assert await socket.hear() == {"refused": refused}
        await socket.leave()


async def test_anything_but_following_ends_the_socket() -> None:
    socket = await connect(AnonymousUser())
    await socket.say({"type": "fragment", "html": "<b>faux</b>"})
    assert await socket.hear() == 4400
