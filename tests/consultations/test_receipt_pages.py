"""The pages of a receipt: what the code shows, what the link opens, and to whom nothing shows."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from consultations import actions
from consultations.models import Contribution, OutcomeContact
from consultations.receipts import receipt_path
from consultations.views import receipts
from participation.base.clock import local, now
from participation.base.limits import Limit
from participation.ui import typography
from tests.consultations.outcomes.answering import answer, closed_with
from tests.consultations.sending import send
from tests.factories import make_closed, make_open_step

pytestmark = pytest.mark.django_db
WORDS = "Gardez les tilleuls de la place."


def page(client: Client, path: str, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("write", [str.lower, lambda code: f" {code[:4]}-{code[4:]} "])
def test_a_code_is_found_however_it_is_typed(client: Client, write: Any) -> None:
    code = str(send(make_open_step()).tracking_code)
    response = client.get("/recu/", {"code": write(code)})
    assert response.headers["Location"] == f"/recu/{code}/"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Écrivez le code"),
        ("ABC", "8 signes"),
        ("ABCDEFO0", "jamais"),
        ("ABCDEFGH", "Aucune contribution"),
    ],
)
def test_a_code_that_is_not_found_is_explained_and_kept(
    client: Client, typed: str, told: str
) -> None:
    response = client.get("/recu/", {"code": typed})
    text = response.content.decode()
    assert response.status_code == 404
    assert told in text
    assert f'value="{typed}"' in text or not typed


def test_a_draft_has_no_receipt(client: Client) -> None:
    draft = actions.save_draft(make_open_step(), draft_secret="s3cret")
    Contribution.objects.filter(pk=draft.pk).update(tracking_code="ZZZZ2222")
    assert client.get("/recu/", {"code": "ZZZZ2222"}).status_code == 404
    assert client.get("/recu/ZZZZ2222/").status_code == 404


def test_looking_up_codes_is_limited(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "LOOKUPS", Limit("essai", times=3, seconds=600))
    for _ in range(3):
        assert client.get("/recu/ZZZZ2222/").status_code == 404
    assert client.get("/recu/ZZZZ2222/").status_code == 429
    assert client.get("/recu/", {"code": "ZZZZ2222"}).status_code == 429
    assert client.get("/recu/").status_code == 200


def test_the_code_alone_never_shows_the_words(client: Client) -> None:
    contribution = send(make_open_step(), WORDS)
    text = page(client, f"/recu/{contribution.tracking_code}/")
    assert contribution.consultation.title in text
    assert "tilleuls" not in text
    assert receipt_path(contribution) not in text


def test_the_link_shows_the_words_and_what_may_be_done(client: Client) -> None:
    contribution = send(make_open_step(), WORDS)
    text = page(client, receipt_path(contribution))
    assert WORDS in text
    assert contribution.sha256 in text
    assert "Retirer ma contribution" in text
    assert "C’est envoyé" not in text
    assert "C’est envoyé" in page(client, receipt_path(contribution), envoye="1")


def test_the_link_is_kept_from_caches_robots_and_other_sites(client: Client) -> None:
    headers = client.get(receipt_path(send(make_open_step()))).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("act", ["", "retirer/", "suivre/"])
def test_another_secret_opens_nothing(client: Client, act: str) -> None:
    step = make_open_step()
    mine, other = send(step), send(step)
    secret = receipt_path(other).split("/")[3]
    assert client.get(f"/recu/{mine.tracking_code}/{secret}/{act}").status_code == 404


def test_taking_back_asks_once_more_then_erases(client: Client) -> None:
    contribution = send(make_open_step(), WORDS)
    path = f"{receipt_path(contribution)}retirer/"
    assert "Retirer et effacer" in page(client, path)
    assert Contribution.objects.get().is_counted
    response = client.post(path, follow=True)
    assert response.redirect_chain == [(f"/recu/{contribution.tracking_code}/", 302)]
    assert "retirée par son auteur" in response.content.decode()
    assert "tilleuls" not in page(client, receipt_path(contribution))


def test_after_the_closing_it_is_too_late_to_take_back(client: Client) -> None:
    step = make_open_step()
    contribution = send(step)
    make_closed(step.consultation)
    text = page(client, receipt_path(contribution))
    assert "Retirer ma contribution" not in text
    response = client.post(f"{receipt_path(contribution)}retirer/")
    assert response.status_code == 409
    assert "close" in response.content.decode()
    assert Contribution.objects.get().is_counted


def test_an_address_may_be_left_from_the_receipt(client: Client) -> None:
    contribution = send(make_open_step())
    path = f"{receipt_path(contribution)}suivre/"
    refused = client.post(path, {"email": "pas une adresse"})
    assert refused.status_code == 422
    assert 'value="pas une adresse"' in refused.content.decode()
    response = client.post(path, {"email": "qui@example.org"}, follow=True)
    assert OutcomeContact.objects.get().email == "qui@example.org"
    assert "Nous vous écrirons" in response.content.decode()


def test_an_address_comes_too_late_once_the_answer_is_there(client: Client) -> None:
    consultation, (contribution,) = closed_with("un")
    answer(consultation)
    response = client.post(f"{receipt_path(contribution)}suivre/", {"email": "qui@example.org"})
    assert response.status_code == 422
    assert not OutcomeContact.objects.exists()


def test_what_is_hidden_is_explained_with_a_way_to_appeal(client: Client) -> None:
    contribution = send(make_open_step())
    actions.hide(contribution, actor=None, article="3, respect", reason="Nomme un voisin.")
    for path in (receipt_path(contribution), f"/recu/{contribution.tracking_code}/"):
        text = page(client, path)
        assert "3, respect" in text
        assert "Nomme un voisin." in text
        assert contribution.consultation.contact_email in text


def test_the_receipt_says_what_became_of_it(client: Client) -> None:
    consultation, (cited, other) = closed_with("un", "deux")
    response = answer(consultation, cited)
    for path in (receipt_path(cited), f"/recu/{cited.tracking_code}/"):
        text = page(client, path)
        assert f"/demarches/{consultation.slug}/reponse/#reponse-{response.pk}" in text
        assert "Reprise" in text
    assert "Elle ne cite pas" in page(client, receipt_path(other))


def test_before_the_answer_the_promise_is_shown_and_no_fate(client: Client) -> None:
    contribution = send(make_open_step())
    text = page(client, receipt_path(contribution))
    assert "La réponse, avec ses raisons" in text
    assert "Ce qu’est devenue" not in text


def test_a_closing_at_midnight_is_told_as_the_evening_before(client: Client) -> None:
    midnight = local(now() + timedelta(days=20), "Europe/Paris").replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    contribution = send(make_open_step(closes_at=midnight, zone="Europe/Paris"))
    text = page(client, receipt_path(contribution)).replace("\u00a0", " ")
    evening = typography.ending(midnight, "Europe/Paris").replace("\u00a0", " ")
    assert f"jusqu’au {evening}" in text
    assert "à 0 h 00" not in text


def test_a_receipt_asks_the_same_number_of_queries_however_much_was_sent(
    client: Client, django_assert_num_queries: Any
) -> None:
    step = make_open_step()
    contribution = send(step)
    for number in (1, 3):
        with django_assert_num_queries(6):
            client.get(receipt_path(contribution))
        for _ in range(number):
            send(step)


def test_what_was_taken_back_offers_nothing_more(client: Client) -> None:
    contribution = send(make_open_step())
    actions.withdraw(contribution, actor=None, arrived_at=now())
    text = page(client, receipt_path(contribution))
    assert "Me prévenir" not in text
    assert "Corriger" not in text
