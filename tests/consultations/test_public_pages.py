"""The published list, the public log, and « Mes participations »."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from consultations import actions
from consultations.models import Contribution, Ledger
from participation.accounts.models import Account
from tests.consultations.outcomes.answering import answer, closed_with
from tests.consultations.sending import send
from tests.factories import make_closed, make_consultation, make_open, make_open_step, make_step
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").replace("\u202f", " ").split())


def test_the_file_hashes_to_the_published_root(client: Client) -> None:
    consultation, _sent = closed_with("un", "deux", "trois")
    ledger = Ledger.objects.get()
    path = f"/demarches/{consultation.slug}/registre/"
    response = client.get(f"{path}recus.csv")
    file = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(file).hexdigest() == ledger.root
    assert file.count(b"\n") == 3
    assert ledger.root in read(client, path)


def test_the_file_names_no_code(client: Client) -> None:
    consultation, (sent,) = closed_with("un")
    response = client.get(f"/demarches/{consultation.slug}/registre/recus.csv")
    assert str(sent.tracking_code).encode() not in b"".join(
        response.streaming_content  # type: ignore[attr-defined]
    )


def test_before_the_closing_there_is_no_list_but_its_date(client: Client) -> None:
    consultation = make_open(make_consultation())
    path = f"/demarches/{consultation.slug}/registre/"
    assert "sera publiée ici à la clôture" in read(client, path)
    assert client.get(f"{path}recus.csv").status_code == 404


def test_the_log_names_the_clock_as_people_do(client: Client) -> None:
    consultation = make_consultation()
    make_step(consultation)
    actions.announce(consultation, actor=None)
    actions.edit_consultation(consultation, actor=None, zone="Indian/Reunion", reason="Une faute.")
    text = read(client, f"/demarches/{consultation.slug}/changements/")
    assert ">heure de Paris</dd>" in text
    assert ">heure de La Réunion</dd>" in text


def test_the_log_tells_what_changed_in_words_and_why(client: Client) -> None:
    consultation = make_open(make_consultation())
    assert consultation.closes_at is not None
    actions.extend(
        consultation,
        field="closes_at",
        to=consultation.closes_at + timedelta(days=3),
        actor=None,
        reason="Panne de deux heures.",
    )
    actions.edit_consultation(consultation, actor=None, summary="Plus clair", reason="Clarté.")
    text = read(client, f"/demarches/{consultation.slug}/changements/")
    for words in ("La participation s’ouvre", "clôture", "Panne de deux heures.", "Clarté."):
        assert words in text
    assert "(heure de Paris)" in text
    assert "+00:00" not in text


def test_the_log_tells_why_a_consultation_was_suspended(client: Client) -> None:
    consultation = make_open(make_consultation())
    actions.suspend(consultation, actor=None, reason="Travaux de nuit.")
    text = read(client, f"/demarches/{consultation.slug}/changements/")
    assert "Motif : <span>Travaux de nuit.</span>" in text


def test_the_log_never_tells_who_contributed(client: Client, resident: Account) -> None:
    step = make_open_step()
    send(step, author=resident, contact="qui@example.org")
    text = read(client, f"/demarches/{step.consultation.slug}/changements/")
    assert "Colette" not in text
    assert "qui@" not in text


def test_an_empty_log_says_what_will_be_there(browsing_as: SignIn, officer: Account) -> None:
    draft = make_consultation(public_body=officer.offices.get().public_body)
    client = browsing_as(officer)
    assert "Rien à signaler" in read(client, f"/demarches/{draft.slug}/changements/")


def test_without_an_account_a_code_is_asked_for(client: Client) -> None:
    text = read(client, "/mes-participations/")
    assert "Aucun compte n’est nécessaire" in text
    assert 'action="/recu/"' in text


def test_with_an_account_and_nothing_yet_the_open_ones_are_shown(
    browsing_as: SignIn, resident: Account
) -> None:
    text = read(browsing_as(resident), "/mes-participations/")
    assert "pas encore participé" in text


def test_one_finds_only_ones_own(browsing_as: SignIn, resident: Account, outsider: Account) -> None:
    mine, theirs = make_open_step(title="La mienne"), make_open_step(title="La leur")
    send(mine, author=resident)
    send(theirs, author=outsider)
    text = read(browsing_as(resident), "/mes-participations/")
    assert "La mienne" in text
    assert "La leur" not in text


def test_what_became_of_each_is_shown(browsing_as: SignIn, resident: Account) -> None:
    step = make_open_step()
    cited = send(step, author=resident)
    answer(make_closed(step.consultation), cited)
    awaited = make_open_step(title="En attente")
    send(awaited, author=resident)
    text = read(browsing_as(resident), "/mes-participations/")
    assert "Les arbres" in text
    assert "Réponse promise le" in text


def test_a_draft_is_resumed_or_forgotten(
    browsing_as: SignIn, resident: Account, outsider: Account
) -> None:
    draft = actions.save_draft(make_open_step(), author=resident)
    path = f"/mes-participations/{draft.pk}/effacer/"
    assert browsing_as(outsider).post(path).status_code == 404
    client = browsing_as(resident)
    assert "Reprendre" in read(client, "/mes-participations/")
    assert "Tout ce que vous y avez écrit" in read(client, path)
    assert Contribution.objects.exists()
    client.post(path)
    assert not Contribution.objects.exists()


def test_a_draft_of_a_closed_consultation_is_still_readable(
    browsing_as: SignIn, resident: Account
) -> None:
    step = make_open_step()
    actions.save_draft(step, author=resident)
    make_closed(step.consultation)
    assert "Relire mon texte" in read(browsing_as(resident), "/mes-participations/")


def test_the_list_asks_the_same_number_of_queries_for_one_and_three(
    browsing_as: SignIn, resident: Account, django_assert_num_queries: Any
) -> None:
    client = browsing_as(resident)
    for number in (1, 2):
        for _ in range(number):
            send(make_open_step(), author=resident)
            actions.save_draft(make_open_step(), author=resident)
        read(client, "/mes-participations/")  # notes when the session was last seen
        with django_assert_num_queries(11):
            read(client, "/mes-participations/")
