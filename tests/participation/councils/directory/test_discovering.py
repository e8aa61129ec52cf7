"""Before a site is followed: what it offers, and where it is never looked for."""

import json
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from participation.base.reaching import NotReached
from participation.councils.directory import actions
from participation.councils.directory.actions import asking
from participation.councils.directory.choices import Problem
from participation.councils.directory.errors import Unheard
from participation.councils.directory.models import RemoteInstance
from participation.councils.errors import Refused
from tests.participation.councils.directory import others
from tests.participation.councils.directory.others import REGISTER, SITE, OtherSite, key_pair

WELL_KNOWN = f"{SITE}/.well-known/participation-register.json"


def test_a_site_is_discovered_by_the_address_of_any_of_its_pages(
    db: None, other: OtherSite
) -> None:
    offer = actions.discover("https://Valombre.example.org/conseils/?q=lac")
    assert (offer.site, offer.register_url, offer.key) == (SITE, REGISTER, key_pair()[1])
    assert (offer.register.name, len(offer.register.councils)) == ("Valombre participe", 2)
    assert [url for url, _headers in other.asked] == [WELL_KNOWN, REGISTER]
    assert not RemoteInstance.objects.exists()


def about(**fields: Any) -> bytes:
    told = {"format": "participation-register", "version": 1, "register": REGISTER, **fields}
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("well_known", "problem"),
    [
        pytest.param(b"<html>", Problem.NOT_A_REGISTER, id="a page"),
        pytest.param(about(register="http://169.254.169.254/"), Problem.OTHER_SITE, id="elsewhere"),
        pytest.param(about(key=1), Problem.NOT_A_REGISTER, id="no key"),
        pytest.param(about(key={}), Problem.NOT_A_REGISTER, id="an empty key"),
        pytest.param(about(key={"x": "AAAA"}), Problem.NOT_A_REGISTER, id="a short key"),
        pytest.param(about(key={"x": "é" * 43}), Problem.NOT_A_REGISTER, id="strange signs"),
    ],
)
def test_what_a_site_says_of_itself_is_not_believed_unread(
    db: None, other: OtherSite, well_known: bytes, problem: Problem
) -> None:
    other.well_known = well_known
    with pytest.raises(Unheard) as refusal:
        actions.discover(SITE)
    assert refusal.value.problem == problem


def test_a_site_whose_key_does_not_sign_its_register_offers_nothing(
    db: None, other: OtherSite
) -> None:
    other.key_number = 2
    with pytest.raises(Unheard) as refusal:
        actions.discover(SITE)
    assert refusal.value.problem == Problem.SIGNATURE


def test_our_own_site_and_one_that_is_there_are_not_added(db: None, settings: Settings) -> None:
    others.instance()
    with pytest.raises(Refused, match="déjà dans la liste"):
        others.instance()
    with pytest.raises(Refused, match="ce site"):
        others.instance(site=settings.SITE_URL)
    assert RemoteInstance.objects.count() == 1


@pytest.mark.parametrize(("is_lax", "schemes"), [(False, ("https",)), (True, ("https", "http"))])
def test_private_networks_are_asked_only_where_the_operator_says_so(
    db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings, is_lax: bool, schemes: Any
) -> None:
    how: dict[str, Any] = {}

    def fetch(url: str, **given: Any) -> None:
        how.update(given)
        raise NotReached(url)

    monkeypatch.setattr(asking, "fetch", fetch)
    settings.REGISTERS_IN_PRIVATE_NETWORKS = is_lax
    actions.ask(others.instance())
    assert how["schemes"] == schemes
    assert how["may_reach"]("127.0.0.1") is is_lax
