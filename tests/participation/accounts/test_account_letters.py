"""What residents read when they sign up or sign in by e-mail."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from participation.accounts.models import Account

pytestmark = pytest.mark.django_db


def only_letter() -> str:
    (letter,) = mail.outbox
    return str(letter.body)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Bonjour,", "Voici votre code pour vous connecter", "L’équipe de Participation"]),
        ("en", ["Hello,", "Here is your code to sign in", "The Participation team"]),
    ],
)
def test_a_code_to_sign_in_comes_in_the_language_of_the_page(
    client: Client, resident: Account, language: str, words: list[str]
) -> None:
    EmailAddress.objects.get_or_create(
        user=resident, email=resident.email, defaults={"verified": True, "primary": True}
    )
    client.post(
        "/compte/login/code/", {"email": resident.email}, headers={"accept-language": language}
    )
    letter = only_letter()
    assert [word for word in words if word not in letter] == []


def test_a_new_address_is_confirmed_by_a_code(client: Client) -> None:
    client.post("/compte/signup/", {"email": "nouvelle@example.org"})
    assert "Voici le code pour la confirmer" in only_letter()


def test_an_unknown_address_is_told_so_by_letter_alone(client: Client) -> None:
    page = client.post("/compte/login/code/", {"email": "inconnue@example.org"}, follow=True)
    assert "Aucun compte ne porte cette adresse." in only_letter()
    assert "Aucun compte ne porte cette adresse." not in page.content.decode()


def test_an_address_that_has_an_account_is_told_so_by_letter_alone(
    client: Client, resident: Account
) -> None:
    EmailAddress.objects.get_or_create(
        user=resident, email=resident.email, defaults={"verified": True, "primary": True}
    )
    page = client.post("/compte/signup/", {"email": resident.email}, follow=True)
    assert "Ce compte existe déjà." in only_letter()
    assert "existe déjà" not in page.content.decode()
