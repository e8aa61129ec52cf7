"""Two real sites: each with its database and its key, the one shows what the other signs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from participation.base.reaching import Answer, fetch
from participation.councils.directory import actions
from participation.councils.directory.actions import asking
from participation.councils.directory.choices import Problem
from participation.councils.directory.models import RemoteInstance
from tests.factories import make_council
from tests.participation.councils.directory.others import key_pair
from tests.participation.councils.directory.second import SecondSite


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecondSite]:
    site = SecondSite(tmp_path_factory.mktemp("second"))
    site.start()
    yield site
    site.stop()


@pytest.fixture
def second(running: SecondSite, settings: Settings) -> SecondSite:
    settings.REGISTERS_IN_PRIVATE_NETWORKS = True
    running.start()
    return running


@pytest.fixture
def followed(db: None, second: SecondSite) -> RemoteInstance:
    offer = actions.discover(second.url)
    made = actions.add_instance(
        site=offer.site,
        register_url=offer.register_url,
        name=offer.register.name,
        key=offer.key,
        actor=None,
    )
    return asked(made)


def asked(instance: RemoteInstance) -> RemoteInstance:
    actions.ask(instance)
    instance.refresh_from_db()
    return instance


def names(client: Client) -> list[str]:
    return [result.council.name for result in client.get("/conseils/").context["results"]]


THEIRS = ["<i>Conseil</i> du Pré", "Conseil citoyen des Saules", "Conseil du Lac"]


def test_the_councils_of_both_are_in_one_list_and_on_one_map(
    followed: RemoteInstance, second: SecondSite, client: Client
) -> None:
    make_council("Conseil du Bac")
    assert (followed.problem, followed.name) == ("", "Valombre participe")
    assert followed.key == key_pair(1)[1]
    assert sorted(names(client)) == sorted([*THEIRS, "Conseil du Bac"])
    page = client.get("/conseils/").content.decode()
    assert f'href="{second.url}/conseils/saules/"' in page and "<i>Conseil" not in page
    marks = client.get("/conseils/carte.geojson").json()["features"]
    where = {one["properties"]["name"]: one["geometry"]["coordinates"] for one in marks}
    assert where["Conseil citoyen des Saules"] == [2.21, 44.21]
    assert len(client.get("/conseils/registre.json").json()["councils"]) == 1


def test_what_did_not_change_is_not_sent_twice(
    followed: RemoteInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Answer] = []

    def kept(url: str, **how: Any) -> Answer:
        answers.append(fetch(url, **how))
        return answers[-1]

    monkeypatch.setattr(asking, "fetch", kept)
    assert asked(followed).problem == ""
    assert [(answer.status, answer.content) for answer in answers] == [(304, b"")]


def test_a_register_changed_on_its_way_is_refused(
    followed: RemoteInstance, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(url: str, **how: Any) -> Answer:
        answer = fetch(url, **how)
        return replace(answer, content=answer.content.replace(b"Saules", b"Sables"))

    monkeypatch.setattr(asking, "fetch", changed)
    RemoteInstance.objects.update(etag="")
    followed.refresh_from_db()
    assert asked(followed).problem == Problem.SIGNATURE
    assert sorted(names(client)) == THEIRS


def test_a_private_network_is_asked_nothing_otherwise(
    followed: RemoteInstance, settings: Settings
) -> None:
    settings.REGISTERS_IN_PRIVATE_NETWORKS = False
    assert asked(followed).problem == Problem.UNREACHABLE


def test_a_site_that_is_down_then_back_with_another_key(
    followed: RemoteInstance, second: SecondSite, client: Client
) -> None:
    second.stop()
    assert asked(followed).problem == Problem.UNREACHABLE
    assert sorted(names(client)) == THEIRS
    second.start(key=2)
    back = asked(followed)
    assert (back.problem, back.offered_key) == (Problem.NEW_KEY, key_pair(2)[1])
    assert sorted(names(client)) == THEIRS
    actions.accept_key(back, key_pair(2)[1], actor=None)
    assert asked(back).problem == ""
