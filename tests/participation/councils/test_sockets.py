"""A socket of a private space ends when the right to it ends, within five seconds."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from participation.accounts.models import Account
from participation.councils.actions import end_mandate, open_exceptional_access
from participation.councils.choices import EndReason
from participation.councils.models import Council, Membership
from participation.live import hub
from participation.live.bus import push
from participation.live.consumers import page_socket
from participation.live.hub import RIGHT_ENDED
from tests.factories import make_account, make_council, make_member
from tests.people import SignIn
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)
OUTSIDE = (
    *("former_member", "neighbour", "resident", "officer"),
    *("outsider", "moderator", "administrator", "nobody"),
)


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hub.RECHECK_SECONDS <= 4
    monkeypatch.setattr(hub, "RECHECK_SECONDS", 0.05)


async def follow(person: Any, topic: str, session: Any = None) -> tuple[Socket, Any]:
    socket = Socket(page_socket, person, session=session)
    await socket.connect()
    await socket.say({"follow": topic})
    return socket, await socket.hear()


@pytest.fixture(params=OUTSIDE)
def outside(request: Any) -> Any:
    return request.getfixturevalue(request.param)


async def test_nobody_outside_follows_a_space(council: Council, outside: Any) -> None:
    socket, heard = await follow(outside, f"council.{council.pk}")
    assert heard == {"refused": f"council.{council.pk}"}
    await socket.leave()


async def test_a_member_hears_while_the_mandate_runs(council: Council, councillor: Account) -> None:
    topic = f"council.{council.pk}"
    socket, heard = await follow(councillor, topic)
    assert heard == {"following": topic}
    for number in ("1", "2"):
        await sync_to_async(push)(topic, target="news", html=number)
        assert (await socket.hear())["html"] == number
    await socket.leave()


def end_the_mandate(council: Council, person: Account) -> None:
    membership = Membership.objects.get(account=person)
    end_mandate(membership, reason=EndReason.RESIGNED, actor=person)


def close_the_account(council: Council, person: Account) -> None:
    Account.objects.filter(pk=person.pk).update(is_active=False)


def lose_the_row(council: Council, person: Account) -> None:
    Membership.objects.filter(account=person).delete()


@pytest.mark.parametrize("end", [end_the_mandate, close_the_account, lose_the_row])
async def test_a_socket_ends_with_the_right(
    council: Council, councillor: Account, end: Callable[[Council, Account], None]
) -> None:
    socket, _ = await follow(councillor, f"council.{council.pk}")
    await sync_to_async(end)(council, councillor)
    assert await socket.hear() == RIGHT_ENDED


async def test_a_socket_ends_with_the_exceptional_access(
    council: Council, administrator: Account
) -> None:
    access = await sync_to_async(open_exceptional_access)(
        council, account=administrator, reason="Une plainte à instruire."
    )
    socket, heard = await follow(administrator, f"council.{council.pk}")
    assert heard == {"following": f"council.{council.pk}"}
    access.ends_at = access.opened_at
    await access.asave()
    assert await socket.hear() == RIGHT_ENDED


async def test_a_socket_ends_when_its_reader_signs_out(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    client: Client = await sync_to_async(browsing_as)(councillor)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    session = store(client.cookies[settings.SESSION_COOKIE_NAME].value)
    socket, heard = await follow(councillor, f"council.{council.pk}", session)
    assert heard == {"following": f"council.{council.pk}"}
    await sync_to_async(push)(f"council.{council.pk}", target="news", html="1")
    assert (await socket.hear())["html"] == "1"
    await sync_to_async(client.logout)()
    assert await socket.hear() == RIGHT_ENDED


async def test_one_ended_right_closes_a_socket_that_follows_two_councils(
    council: Council, councillor: Account
) -> None:
    def sit_elsewhere() -> Council:
        other = make_council()
        make_member(other, councillor)
        make_member(other, make_account(), is_coordinator=True)
        return other

    other = await sync_to_async(sit_elsewhere)()
    socket, _ = await follow(councillor, f"council.{other.pk}")
    await socket.say({"follow": f"council.{council.pk}"})
    assert await socket.hear() == {"following": f"council.{council.pk}"}
    await Membership.objects.filter(account=councillor, council=other).adelete()
    assert await socket.hear() == RIGHT_ENDED


async def test_nobody_is_asked_again_about_what_everyone_may_read() -> None:
    socket = await Socket(page_socket, AnonymousUser()).connect()
    await socket.say({"follow": "council.1"})
    assert await socket.hear() == {"refused": "council.1"}
    await socket.leave()
