"""An administrator registers public bodies and appoints their officers; nobody else does."""

import pytest
from django.urls import reverse

from cms.models import BodyPage
from participation.accounts.models import Account, Officer, PublicBody
from participation.journal.models import Entry
from tests.cms.conftest import InAdmin
from tests.factories import make_account

BODY = {"name": "Ville de Brume", "slug": "brume", "kind": "town"}


@pytest.fixture
def administrator(db: None) -> Account:
    return make_account("administration@example.org", is_staff=True, is_superuser=True)


@pytest.mark.django_db(transaction=True)
def test_an_administrator_opens_a_section_and_appoints_who_acts_there(
    administrator: Account, in_admin: InAdmin
) -> None:
    client = in_admin(administrator)
    client.post(reverse("editing:new_public_body"), BODY)
    public_body = PublicBody.objects.get()
    assert BodyPage.objects.get().url == "/organismes/brume/"
    client.post(
        reverse("editing:officers", args=[public_body.pk]), {"email": "Agent@Brume.example"}
    )
    officer = Officer.objects.get()
    assert officer.account.email == "agent@brume.example"
    assert officer.account.groups.count() == 1
    assert "Ville de Brume" in client.get(reverse("editing:public_bodies")).content.decode()
    client.post(reverse("editing:remove_officer", args=[public_body.pk, officer.pk]))
    assert officer.account.groups.count() == 0
    written = Entry.objects.filter(actor=administrator).order_by("pk")
    assert list(written.values_list("event", flat=True)) == [
        "PublicBodyCreated",
        "OfficerAppointed",
        "OfficerRemoved",
    ]


@pytest.mark.django_db
def test_what_is_missing_is_said(administrator: Account, in_admin: InAdmin) -> None:
    client = in_admin(administrator)
    shown = client.post(reverse("editing:new_public_body"), {"name": "Ville de Brume"})
    assert "error-summary" in shown.content.decode()
    assert not PublicBody.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("section")
def test_officers_appoint_nobody(officer: Account, in_admin: InAdmin) -> None:
    client = in_admin(officer)
    body = officer.offices.get().public_body_id
    for name, where in (("public_bodies", []), ("new_public_body", []), ("officers", [body])):
        assert client.get(reverse(f"editing:{name}", args=where)).status_code == 404
    typed = {"email": "complice@example.org"}
    assert client.post(reverse("editing:officers", args=[body]), typed).status_code == 404
    assert "Organismes et agents" not in client.get("/cms/").content.decode()
