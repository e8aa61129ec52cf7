"""The register tells every council to machines, and its signature holds its very bytes."""

import base64
from datetime import date

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from participation.councils.actions import edit_council
from participation.councils.directory.queries.register import register
from participation.councils.models import Council
from tests.factories import make_council
from tests.participation.councils.directory import making

OWN_KEY = base64.b64encode(bytes(range(32))).decode()


def key_of(client: Client) -> Ed25519PublicKey:
    told = client.get("/.well-known/participation-register.json").json()["key"]
    assert (told["kty"], told["crv"]) == ("OKP", "Ed25519")
    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(told["x"] + "="))


def test_it_tells_of_each_council_what_is_public(client: Client, council: Council) -> None:
    tilleuls = making.quarter("Les Tilleuls", "QN0A01", council.commune, 2.0, 44.0)
    council.coverages.create(territory=tilleuls)
    council.coverages.create(territory=council.commune, valid_to=date(2020, 1, 1))
    edit_council(council, actor=None, contact_email="tilleuls@example.org")
    told = client.get("/conseils/registre.json").json()
    assert (told["format"], told["version"], told["site"]) == (
        "participation-register",
        1,
        "http://127.0.0.1:8000",
    )
    commune = council.commune
    assert told["councils"] == [
        {
            "id": "les-tilleuls",
            "url": "http://127.0.0.1:8000/conseils/les-tilleuls/",
            "name": "Conseil citoyen des Tilleuls",
            "type": "citizens_council",
            "activity": "active",
            "commune": {
                "kind": "commune",
                "code": commune.code,
                "vintage": 2026,
                "name": "Tressigny",
            },
            "neighbourhoods": [
                {"kind": "qpv", "code": "QN0A01", "vintage": 2026, "name": "Les Tilleuls"}
            ],
            "framework": council.framework.name,
            "point": [2.0, 44.0],
            "host": None,
            "contact": {"role": "La coordination", "email": "tilleuls@example.org"},
            "last_active_on": council.today.isoformat(),
        }
    ]


def test_its_signature_holds_every_byte(db: None, client: Client) -> None:
    make_council("Conseil du Port")
    answer = client.get("/conseils/registre.json")
    scheme, _, signature = answer["Participation-Signature"].partition("=")
    assert scheme == "ed25519"
    signed = base64.b64decode(signature)
    key_of(client).verify(signed, answer.content)
    with pytest.raises(InvalidSignature):
        key_of(client).verify(signed, answer.content.replace(b"Port", b"Pont"))


def test_an_operator_gives_the_key(db: None, client: Client, settings: Settings) -> None:
    derived = key_of(client).public_bytes_raw()
    settings.REGISTER_KEY = OWN_KEY
    own = key_of(client).public_bytes_raw()
    assert own != derived
    settings.SECRET_KEY = "another-key-of-the-site-that-is-long-enough-for-django-0123456789"
    assert key_of(client).public_bytes_raw() == own


@pytest.mark.parametrize("wrong", ["non", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_told_to_the_operator(
    db: None, client: Client, settings: Settings, wrong: str
) -> None:
    settings.REGISTER_KEY = wrong
    with pytest.raises(ImproperlyConfigured, match="REGISTER_KEY"):
        key_of(client)


def test_the_same_queries_for_one_and_for_three(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for more in (1, 2):
        for _ in range(more):
            make_council()
        with django_assert_num_queries(5):
            register()
