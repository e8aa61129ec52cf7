"""An administrator follows other sites; nobody else knows that this can be done."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.accounts.models import Account
from participation.base.reaching import NotReached
from participation.councils.directory.actions import asking
from participation.councils.directory.models import RemoteInstance
from participation.councils.directory.signing import fingerprint
from participation.journal.models import Entry
from tests.cms.conftest import InAdmin
from tests.factories import make_account
from tests.participation.councils.directory import others
from tests.participation.councils.directory.others import SITE, OtherSite, key_pair, register, row

ADD = "editing:add_site"


@pytest.fixture
def administrator(db: None) -> Account:
    return make_account("administration@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def admin(administrator: Account, in_admin: InAdmin) -> Client:
    return in_admin(administrator)


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> OtherSite:
    """The network, in which one site answers."""
    site = OtherSite(register(row("Conseil des Saules"), row("Conseil du Lac"), "x"))
    monkeypatch.setattr(asking, "fetch", site.fetch)
    return site


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_site_is_seen_before_it_is_followed(admin: Client, other: OtherSite) -> None:
    assert "Ajoutez le premier" in shown(admin.get(reverse("editing:sites")))
    seen = shown(admin.post(reverse(ADD), {"site": "valombre.example.org"}))
    assert "Valombre participe" in seen and "2 conseils" in seen
    assert fingerprint(key_pair()[1]) in seen and "1 ligne laissée de côté" in seen
    assert not RemoteInstance.objects.exists()
    typed = {"site": SITE, "key": key_pair()[1], "confirm": "1"}
    followed = admin.post(reverse(ADD), typed, follow=True)
    assert "Les conseils de ce site sont dans l’annuaire." in shown(followed)
    assert "Ligne 3\u00a0: ce n’est pas la description d’un conseil" in shown(followed)
    assert "Valombre participe" in shown(admin.get(reverse("editing:sites")))
    assert "Conseil du Lac" in shown(admin.get("/conseils/"))
    written = Entry.objects.filter(actor__email="administration@example.org").order_by("pk")
    assert list(written.values_list("event", flat=True)) == ["InstanceAdded", "InstanceHeard"]


def test_a_key_told_by_the_site_is_compared(admin: Client, other: OtherSite) -> None:
    seen = shown(admin.post(reverse(ADD), {"site": SITE, "key": key_pair()[1]}))
    assert "C’est bien la clé que vous avez donnée." in seen
    seen = shown(admin.post(reverse(ADD), {"site": SITE, "key": key_pair(2)[1], "confirm": "1"}))
    assert "Ce site signe avec une autre clé que celle-ci." in seen
    assert not RemoteInstance.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Écrivez l’adresse du site."),
        ({"site": "javascript://x"}, "Cette adresse n’est pas complète."),
        ({"site": "https://"}, "Cette adresse n’est pas complète."),
        ({"site": "https://x.example.org:99999"}, "Cette adresse n’est pas complète."),
        ({"site": SITE, "key": "non"}, "Ce n’est pas une clé publique"),
        ({"site": "http://127.0.0.1:8000", "key": key_pair()[1], "confirm": "1"}, "un autre site"),
    ],
    ids=["nothing", "a script", "no host", "no port", "no key", "somebody else"],
)
def test_what_is_wrong_is_said(
    admin: Client, other: OtherSite, typed: dict[str, str], said: str
) -> None:
    answer = shown(admin.post(reverse(ADD), typed))
    assert said in answer and "error-summary" in answer
    assert not RemoteInstance.objects.exists()


def test_a_site_is_added_once(admin: Client, other: OtherSite) -> None:
    others.instance()
    typed = {"site": SITE, "key": key_pair()[1], "confirm": "1"}
    assert "Ce site est déjà dans la liste." in shown(admin.post(reverse(ADD), typed))


def test_nobody_is_asked_by_looking(admin: Client, other: OtherSite) -> None:
    instance = others.instance(row())
    for url in (
        reverse(ADD),
        reverse("editing:sites"),
        reverse("editing:site", args=[instance.pk]),
    ):
        assert admin.get(url).status_code == 200
    for what in ("suspendre", "retirer"):
        admin.get(reverse("editing:act_on_site", args=[instance.pk, what]))
    for name in ("accept_key", "ask_site"):
        admin.get(reverse(f"editing:{name}", args=[instance.pk]))
    assert other.asked == []
    assert RemoteInstance.objects.get().is_active


def test_it_is_asked_paused_resumed_and_removed(admin: Client, other: OtherSite) -> None:
    instance = others.instance()

    def press(what: str) -> str:
        url = reverse("editing:act_on_site", args=[instance.pk, what])
        return shown(admin.post(url, follow=True))

    def asked() -> str:
        return shown(admin.post(reverse("editing:ask_site", args=[instance.pk]), follow=True))

    assert "2 conseils" in asked()
    other.is_down = True
    assert "Ce site ne répond pas." in asked()
    assert "Suspendu" in press("suspendre")
    assert "Suspendu" not in press("reprendre")
    assert admin.post(reverse("editing:act_on_site", args=[instance.pk, "x"])).status_code == 404
    assert "Ce site est retiré" in press("retirer")
    assert not RemoteInstance.objects.exists()


def test_a_new_key_is_shown_and_accepted(admin: Client, other: OtherSite) -> None:
    instance = others.instance()
    other.key_number = other.told_number = 2
    page = reverse("editing:site", args=[instance.pk])
    admin.post(reverse("editing:ask_site", args=[instance.pk]))
    seen = shown(admin.get(page))
    assert "Ce site propose une autre clé" in seen and fingerprint(key_pair(2)[1]) in seen
    accept = reverse("editing:accept_key", args=[instance.pk])
    refused = shown(admin.post(accept, {"key": key_pair(3)[1]}, follow=True))
    assert "Comparez-la avant d’accepter." in refused
    accepted = shown(admin.post(accept, {"key": key_pair(2)[1]}, follow=True))
    assert "Ce site propose une autre clé" not in accepted and "2 conseils" in accepted


def test_what_does_not_answer_is_said(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(url: str, **how: Any) -> None:
        raise NotReached(url)

    monkeypatch.setattr(asking, "fetch", fails)
    assert "Ce site ne répond pas." in shown(admin.post(reverse(ADD), {"site": SITE}))


@pytest.mark.django_db
@pytest.mark.usefixtures("section")
def test_for_officers_these_pages_do_not_exist(officer: Account, in_admin: InAdmin) -> None:
    instance = others.instance(row())
    client = in_admin(officer)
    for name, where in (
        ("sites", []),
        ("add_site", []),
        ("site", [instance.pk]),
        ("accept_key", [instance.pk]),
        ("ask_site", [instance.pk]),
        ("act_on_site", [instance.pk, "retirer"]),
    ):
        url = reverse(f"editing:{name}", args=where)
        assert client.get(url).status_code == 404
        assert client.post(url, {"site": SITE}).status_code in (404, 405)
    assert "Autres sites" not in shown(client.get("/cms/"))
    assert RemoteInstance.objects.exists()
