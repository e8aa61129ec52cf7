"""Nobody edits on a password or a mailbox alone."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from participation.accounts.models import Account
from tests.cms.conftest import InAdmin
from tests.people import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("section")]
PASSWORD = "une phrase assez longue pour tenir"


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_an_officer_without_a_second_factor_is_told_to_set_one_up(
    browsing_as: SignIn, officer: Account
) -> None:
    client = browsing_as(officer)
    for address in ("/cms/", "/cms/demarches/", "/cms/images/", "/cms/account/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, reverse("second_factor"))
    explained = client.get(reverse("second_factor")).content.decode()
    assert reverse("mfa_activate_totp") in explained


@pytest.mark.django_db(transaction=True)
def test_setting_one_up_opens_the_admin_at_once(browsing_as: SignIn, officer: Account) -> None:
    client = browsing_as(officer)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert client.get("/cms/").status_code == 200


def test_signing_in_asks_for_the_second_factor(client: Client, officer: Account) -> None:
    officer.set_password(PASSWORD)
    officer.save()
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    typed = {"login": officer.email, "password": PASSWORD}
    response = client.post(f"{reverse('account_login')}?next=/cms/", typed)
    assert response["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/cms/").status_code == 302  # a password alone opens nothing
    client.post(response["Location"], {"code": code_of(secret)})
    assert client.get("/cms/").status_code == 200


def test_a_session_that_never_showed_it_must_show_it(browsing_as: SignIn, officer: Account) -> None:
    TOTP.activate(officer, generate_totp_secret())
    response = browsing_as(officer).get("/cms/demarches/")
    assert response["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Fcms%2Fdemarches%2F"


def test_losing_the_factor_closes_the_door_again(in_admin: InAdmin, officer: Account) -> None:
    client = in_admin(officer)
    assert client.get("/cms/").status_code == 200
    Authenticator.objects.filter(user=officer).delete()
    assert client.get("/cms/")["Location"] == reverse("second_factor")


def test_the_demonstration_may_do_without(
    browsing_as: SignIn, officer: Account, resident: Account, settings: Settings
) -> None:
    settings.EDITORS_NEED_SECOND_FACTOR = False
    assert browsing_as(officer).get("/cms/").status_code == 200
    assert browsing_as(resident).get("/cms/").status_code == 404


@pytest.mark.parametrize("door", ["/cms/login/", "/_util/login/"])
def test_there_is_one_door_and_it_asks_for_the_second_factor(
    client: Client, officer: Account, door: str
) -> None:
    officer.set_password("une longue phrase de passe")
    officer.save()
    typed = {"username": officer.email, "password": "une longue phrase de passe"}
    assert client.post(door, typed).status_code == 405
    assert "_auth_user_id" not in client.session
    response = client.get(door, {"next": "/cms/pages/"})
    assert response["Location"] == "/compte/login/?next=%2Fcms%2Fpages%2F"
