"""Who gets what at every address of a private space, by GET and by POST.

The routes are found by walking the resolver, and what is expected follows from the right that
each of them declares: a room added later is asked like the others. See `samples.py`.
"""

from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from participation.base.http import everyone, reads
from participation.councils.registry import rooms
from participation.councils.standing import (
    may_animate,
    may_coordinate,
    may_read,
    may_speak,
    may_vote,
    standing_in,
)
from participation.live.topics import PUBLIC, TOPICS, audience_of
from tests.participation.councils.conftest import Planted
from tests.participation.councils.routes import SPACE, Route, routes
from tests.participation.councils.samples import Sample, samplers
from tests.people import SignIn

# Thousands of requests to what other tests cover: tracing them would double their time.
pytestmark = pytest.mark.no_cover

INSIDE: dict[str, set[Any]] = {
    "councillor": {may_read, may_speak, may_vote},
    "coordinator": {may_read, may_speak, may_vote, may_animate, may_coordinate},
    "animator": {may_read, may_speak, may_animate},
    "let_in": {may_read},
}
OUTSIDE = (
    *("nobody", "resident", "neighbour", "former_member"),
    *("officer", "outsider", "moderator", "administrator", "regional"),
)
PRIVATE = [route for route in routes() if route.is_private]


def undeclared(found: list[Route]) -> list[str]:
    """Give the addresses under `conseils/<slug>/espace/` that declare no right, or no name."""
    return [
        route.pattern
        for route in found
        if route.is_private and (route.right is None or not route.name)
    ]


def test_every_private_address_declares_a_right() -> None:
    assert undeclared(routes()) == []


def test_an_undeclared_address_is_noticed() -> None:
    @reads(everyone)
    def silent(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert undeclared([Route("x:y", f"{SPACE}x/", frozenset(), silent)]) == [f"{SPACE}x/"]


def test_a_right_is_asked_nowhere_but_inside() -> None:
    assert [route.pattern for route in routes() if route.right and not route.is_private] == []


def test_every_public_address_of_councils_has_its_reason(planted: Planted) -> None:
    public = {route.name for route in routes() if route.is_of_councils and not route.is_private}
    assert public == planted.sample.public_routes.keys()


def test_every_room_brings_its_sample() -> None:
    assert {room.name for room in rooms()} <= samplers().keys()


def test_samples_speak_of_addresses_that_exist(planted: Planted) -> None:
    known = {route.name: route.takes for route in routes()}
    strange = {
        name: sorted(arguments)
        for name, arguments in planted.sample.addresses.items()
        if known.get(name) not in (frozenset(arguments), frozenset({*arguments, "slug"}))
    }
    assert strange == {}
    assert planted.sample.finer.keys() <= known.keys()


def address(route: Route, sample: Sample, slug: str) -> str:
    """Give the address of a route with the sample's arguments."""
    arguments = {"slug": slug, **sample.addresses.get(route.name, {})}
    assert arguments.keys() == route.takes, f"give the arguments of {route.name} in a sample.py"
    return route.url(arguments)


def ask(client: Client, route: Route, url: str) -> dict[str, int]:
    """Ask by GET and by POST; what either changes is taken back."""
    answers = {}
    for method in ("get", "post"):
        with transaction.atomic():
            answer = getattr(client, method)(url)
            if answer.streaming:  # read to its end, a file is closed
                b"".join(answer.streaming_content)
            answers[method] = answer.status_code
            transaction.set_rollback(True)
    if answers["post"] == 405 and not route.view.writes:
        del answers["post"]  # refused before anybody knows who asks, at any address
    return answers


@pytest.mark.parametrize("person", OUTSIDE, indirect=True)
def test_nobody_outside_gets_anything(planted: Planted, asking: Client) -> None:
    answers = {
        route.name: ask(asking, route, address(route, planted.sample, planted.council.slug))
        for route in PRIVATE
    }
    assert {name: told for name, told in answers.items() if set(told.values()) != {404}} == {}


@pytest.mark.parametrize("person", INSIDE, indirect=True)
def test_each_inside_gets_what_their_right_gives(
    planted: Planted, person: Any, asking: Client
) -> None:
    standing = standing_in(planted.council, person)
    assert standing is not None
    wrong = {}
    for route in PRIVATE:
        told = ask(asking, route, address(route, planted.sample, planted.council.slug))
        if not route.right(standing):
            is_wrong = set(told.values()) != {404}
        else:
            absent = 404 in told.values() and route.name not in planted.sample.finer
            is_wrong = absent or max(told.values()) >= 500
        if is_wrong:
            wrong[route.name] = told
    assert wrong == {}


def test_the_cast_has_the_rights_it_is_given_here(planted: Planted) -> None:
    for role, rights in INSIDE.items():
        standing = standing_in(planted.council, planted.cast(role))
        assert standing is not None
        assert {right for right in set().union(*INSIDE.values()) if right(standing)} == rights


def test_what_has_a_finer_rule_is_open_to_somebody(planted: Planted, browsing_as: SignIn) -> None:
    closed = {route for route in PRIVATE if route.name in planted.sample.finer}
    for role in INSIDE:
        client = browsing_as(planted.cast(role))
        closed -= {
            route
            for route in closed
            if {*ask(client, route, address(route, planted.sample, planted.council.slug)).values()}
            - {404, 405}
        }
    assert sorted(route.name for route in closed) == []


def test_rows_of_a_council_are_absent_from_another_one(
    planted: Planted, browsing_as: SignIn
) -> None:
    """A member of another council asks for these rows through the door that is open to them."""
    client = browsing_as(planted.cast("neighbour"))
    found = {}
    for route in PRIVATE:
        if planted.sample.addresses.get(route.name):
            told = ask(client, route, address(route, planted.sample, "le-port"))
            if set(told.values()) != {404}:
                found[route.name] = told
    assert found == {}


def test_a_private_address_that_exists_is_like_one_that_does_not(
    planted: Planted, client: Client
) -> None:
    for route in PRIVATE:
        there, nowhere = (
            client.get(address(route, planted.sample, slug)).content
            for slug in (planted.council.slug, "nulle-part")
        )
        assert there.replace(planted.council.slug.encode(), b"nulle-part") == nowhere


@pytest.mark.parametrize("person", OUTSIDE, indirect=True)
def test_nobody_outside_follows_a_private_topic(planted: Planted, person: Any) -> None:
    topics = (f"council.{planted.council.pk}", *planted.sample.topics)
    councillor = planted.cast("councillor")
    assert [topic for topic in topics if audience_of(person, topic)] == []
    assert [topic for topic in topics if not audience_of(councillor, topic)] == []


def test_every_private_kind_of_topic_is_asked_again(planted: Planted) -> None:
    topics = (f"council.{planted.council.pk}", *planted.sample.topics)
    councillor = planted.cast("councillor")
    ours = {
        kind
        for kind, rule in TOPICS.items()
        if rule.audience.__module__.startswith("participation.councils")
    }
    assert ours == {topic.partition(".")[0] for topic in topics}
    assert PUBLIC not in {audience_of(councillor, topic) for topic in topics}
