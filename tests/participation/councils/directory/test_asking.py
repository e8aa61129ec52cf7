"""Other sites are asked in turn, and only what their key has signed takes the old one's place."""

from datetime import timedelta
from typing import Any

import pytest

from participation.base.clock import living_at, now
from participation.base.reaching import NotReached, TooMuch
from participation.councils.actions import tidy_councils
from participation.councils.directory import actions
from participation.councils.directory.actions import asking
from participation.councils.directory.choices import Problem
from participation.councils.directory.models import (
    RemoteCouncil,
    RemoteInstance,
    RemoteNeighbourhood,
)
from participation.councils.errors import Refused
from participation.journal.models import Entry
from tests.participation.councils.directory import others
from tests.participation.councils.directory.others import (
    REGISTER,
    OtherSite,
    key_pair,
    register,
    row,
)


def names() -> list[str]:
    return list(RemoteCouncil.objects.order_by("name").values_list("name", flat=True))


def told() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("event", flat=True))


def asked(instance: RemoteInstance) -> RemoteInstance:
    actions.ask(instance)
    instance.refresh_from_db()
    return instance


def test_what_a_site_says_takes_the_place_of_what_it_said(db: None, other: OtherSite) -> None:
    instance = asked(others.instance())
    assert names() == ["Conseil des Saules", "Conseil du Lac"]
    assert instance.problem == "" and instance.heard_at and instance.written_at
    other.content = register(row("Conseil du Lac", neighbourhoods=[]), "x", name="Valombre")
    instance = asked(instance)
    assert names() == ["Conseil du Lac"]
    assert (instance.name, instance.refused_count) == ("Valombre", 1)
    assert instance.left_out == [(2, "ce n’est pas la description d’un conseil")]
    assert not RemoteNeighbourhood.objects.exists()
    assert told() == ["InstanceAdded", "InstanceHeard", "InstanceHeard"]
    assert Entry.objects.order_by("pk").last().payload == {  # type: ignore[union-attr]
        "instance_id": instance.pk,
        "councils": 1,
        "refused": 1,
    }


def test_a_register_changed_on_its_way_is_refused_and_the_old_one_stays(
    db: None, other: OtherSite
) -> None:
    instance = asked(others.instance())
    other.headers = {"participation-signature": "ed25519=" + "A" * 86 + "=="}
    instance = asked(asked(instance))
    assert instance.problem == Problem.SIGNATURE
    assert names() == ["Conseil des Saules", "Conseil du Lac"]
    assert told() == ["InstanceAdded", "InstanceHeard", "InstanceFailed"]  # told once


@pytest.mark.parametrize("header", ["", "ed25519=", "ed25519=é", "rsa=AAAA", "AAAA"])
def test_what_is_no_signature_verifies_nothing(db: None, other: OtherSite, header: str) -> None:
    other.headers = {"participation-signature": header}
    assert asked(others.instance()).problem == Problem.SIGNATURE


def test_another_key_is_refused_until_an_administrator_accepts_it(
    db: None, other: OtherSite
) -> None:
    instance = others.instance(row("Conseil d’avant"), etag='"a"')
    other.key_number = other.told_number = 2
    other.content = register(row("Conseil des Saules"), row("Conseil du Lac"))
    instance = asked(instance)
    assert (instance.problem, instance.offered_key) == (Problem.NEW_KEY, key_pair(2)[1])
    assert instance.offered_fingerprint != instance.fingerprint
    assert names() == ["Conseil d’avant"]
    with pytest.raises(Refused):
        actions.accept_key(instance, key_pair(3)[1], actor=None)
    actions.accept_key(instance, instance.offered_key, actor=None)
    assert (instance.key, instance.etag, instance.offered_fingerprint) == (key_pair(2)[1], "", "")
    assert asked(instance).problem == ""
    assert names() == ["Conseil des Saules", "Conseil du Lac"]
    with pytest.raises(Refused):
        actions.accept_key(instance, "", actor=None)


@pytest.mark.parametrize("key_number", [1, 3])
def test_a_key_that_does_not_sign_is_not_offered(
    db: None, other: OtherSite, key_number: int
) -> None:
    instance = others.instance(key=key_pair(2)[1])
    other.key_number, other.told_number = key_number, 2 if key_number == 1 else 1
    assert asked(instance).problem == Problem.SIGNATURE
    assert instance.offered_key == ""


def test_without_an_answer_about_its_key_the_signature_alone_is_wrong(
    db: None, other: OtherSite
) -> None:
    other.well_known = b"<html>"
    assert asked(others.instance(key=key_pair(2)[1])).problem == Problem.SIGNATURE


def test_an_old_register_is_not_played_back(db: None, other: OtherSite) -> None:
    instance = asked(others.instance())
    other.content = register(row("Conseil d’hier"), at=now() - timedelta(days=1))
    assert asked(instance).problem == Problem.OLDER
    assert names() == ["Conseil des Saules", "Conseil du Lac"]


def test_a_site_that_is_down_keeps_its_councils_and_its_last_news(
    db: None, other: OtherSite
) -> None:
    instance = asked(others.instance())
    heard = instance.heard_at
    other.is_down = True
    instance = asked(instance)
    assert (instance.problem, instance.heard_at) == (Problem.UNREACHABLE, heard)
    assert len(names()) == 2 and not instance.is_late
    with living_at(now() + timedelta(days=3)):
        assert RemoteInstance.objects.get().is_late
        assert RemoteInstance.objects.shown().exists()
    with living_at(now() + timedelta(days=31)):
        assert not RemoteInstance.objects.shown().exists()
    other.is_down = False
    assert asked(instance).problem == ""


def test_what_did_not_change_is_not_sent_again(db: None, other: OtherSite) -> None:
    other.headers = {"etag": 'W/"un"', "last-modified": "Mon, 02 Mar 2026 08:00:00 GMT"}
    instance = asked(others.instance())
    assert other.asked == [(REGISTER, {})]
    other.status, other.content = 304, b""
    with living_at(now() + timedelta(hours=7)):
        again = asked(instance)
    assert other.asked[1] == (
        REGISTER,
        {"If-None-Match": 'W/"un"', "If-Modified-Since": "Mon, 02 Mar 2026 08:00:00 GMT"},
    )
    assert again.problem == "" and again.heard_at and again.heard_at > now() + timedelta(hours=6)
    assert len(names()) == 2 and told() == ["InstanceAdded", "InstanceHeard"]


@pytest.mark.parametrize("etag", ['"é"', '"a\n b"', '"' + "a" * 300 + '"'])
def test_a_mark_that_could_break_a_question_is_forgotten(
    db: None, other: OtherSite, etag: str
) -> None:
    other.headers = {"etag": etag}
    assert asked(others.instance()).etag == ""


@pytest.mark.parametrize(("status", "content"), [(304, b""), (404, b""), (500, b"")])
def test_an_answer_that_was_not_asked_for_is_no_register(
    db: None, other: OtherSite, status: int, content: bytes
) -> None:
    other.status = status
    assert asked(others.instance()).problem == Problem.NO_REGISTER


@pytest.mark.parametrize(
    ("raised", "problem"),
    [(TooMuch("x"), Problem.TOO_BIG), (NotReached("x"), Problem.UNREACHABLE)],
    ids=["too much", "not reached"],
)
def test_why_nothing_came_is_kept(
    db: None, monkeypatch: pytest.MonkeyPatch, raised: Exception, problem: Problem
) -> None:
    def fails(url: str, **how: Any) -> None:
        raise raised

    monkeypatch.setattr(asking, "fetch", fails)
    assert asked(others.instance()).problem == problem


def test_a_site_removed_meanwhile_is_left_alone(db: None, other: OtherSite) -> None:
    instance = others.instance()
    actions.remove(RemoteInstance.objects.get(), actor=None)
    actions.ask(instance)
    other.is_down = True
    actions.ask(instance)
    assert not RemoteInstance.objects.exists() and not names()


def test_sites_are_asked_in_turn_four_times_a_day_and_each_hour_when_something_is_wrong(
    db: None, other: OtherSite
) -> None:
    tidy_councils()  # whatever other tests left behind
    instance = others.instance()
    assert tidy_councils() == 1
    assert (actions.ask_due_instance(), len(names())) == (0, 2)
    other.is_down = True
    with living_at(now() + timedelta(hours=5)):
        assert actions.ask_due_instance() == 0
    with living_at(now() + timedelta(hours=6, minutes=1)):
        assert [actions.ask_due_instance(), actions.ask_due_instance()] == [1, 0]
    with living_at(now() + timedelta(hours=7, minutes=2)):
        assert actions.ask_due_instance() == 1
    actions.pause(instance, actor=None)
    with living_at(now() + timedelta(days=2)):
        assert actions.ask_due_instance() == 0
    actions.resume(instance, actor=None)
    with living_at(now() + timedelta(days=2)):
        assert actions.ask_due_instance() == 1


def test_two_workers_never_ask_the_same_site(
    db: None, other: OtherSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = others.instance()
    due = RemoteInstance.objects.due

    def another_was_faster() -> Any:
        found = list(due())
        RemoteInstance.objects.filter(pk=instance.pk).update(asked_at=now())
        return _First(found)

    class _First(list[Any]):
        def first(self) -> Any:
            return self[0]

    monkeypatch.setattr(RemoteInstance.objects, "due", another_was_faster)
    assert actions.ask_due_instance() == 0 and other.asked == []
