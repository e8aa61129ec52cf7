"""The page of an answer, before and after it is published."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from consultations.actions import announce, hide, publish_results, suspend, withdraw_consultation
from consultations.models import Channel, Consultation, Contribution
from consultations.outcomes import actions
from consultations.outcomes.models import Position
from participation.accounts.models import Account
from participation.base.clock import now
from tests.consultations.outcomes.answering import answer, closed_with, respond
from tests.consultations.sending import send
from tests.factories import make_closed, make_consultation, make_open, make_open_step, make_step
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def page(client: Client, consultation: Consultation) -> str:
    response = client.get(f"/demarches/{consultation.slug}/reponse/")
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").replace("\u202f", " ").split())


def test_the_answer_says_what_was_said_what_is_decided_and_why(client: Client) -> None:
    consultation, _sent = closed_with("un")
    answer(consultation)
    text = page(client, consultation)
    for words in (
        "Vous voulez garder les tilleuls.",
        "Les douze tilleuls restent.",
        "Ils sont sains, et l&#x27;ombre manque.",
        "<strong>tout</strong>",
        "Retenu",
        "Dans les temps",
    ):
        assert words in text


def test_words_of_officers_cannot_act(client: Client) -> None:
    consultation, _sent = closed_with("un")
    attack = "<script>alert(1)</script>[x](javascript:alert(1))"
    read = {"online": 1}
    actions.write_synthesis(consultation, text=attack, read=read, actor=None)
    fields = ("heading", "what_was_said", "what_is_decided", "reason", "measure")
    respond(consultation, **dict.fromkeys(fields, attack))
    actions.publish_answer(consultation, actor=None)
    text = page(client, consultation)
    assert "<script>alert" not in text
    assert 'href="javascript' not in text


def test_what_was_written_stays_private_until_it_is_published(client: Client) -> None:
    consultation, _sent = closed_with("un")
    actions.write_synthesis(consultation, text="Brouillon secret", read={}, actor=None)
    respond(consultation, reason="Raison secrète")
    text = page(client, consultation)
    assert "secr" not in text
    assert "n’est pas encore publiée" in text


def test_a_synthesis_published_before_the_answer_is_shown(client: Client) -> None:
    consultation, _sent = closed_with("un")
    actions.write_synthesis(consultation, text="Ce que nous avons lu.", read={}, actor=None)
    actions.publish_synthesis(consultation, actor=None)
    text = page(client, consultation)
    assert "Ce que nous avons lu." in text
    assert "n’est pas encore publiée" in text


def test_a_synthesis_that_did_not_read_all_says_so(client: Client) -> None:
    step = make_open_step()
    for channel in (Channel.ONLINE, Channel.PAPER, Channel.PAPER):
        send(step, channel=channel)
    consultation = make_closed(step.consultation)
    actions.write_synthesis(consultation, text="Bref.", read={"online": 1}, actor=None)
    actions.publish_synthesis(consultation, actor=None)
    text = page(client, consultation)
    assert "Cette synthèse est incomplète" in text
    assert "1 contributions lues sur 3, soit 33 %" in text


def test_a_synthesis_that_read_all_has_no_caveat(client: Client) -> None:
    consultation, _sent = closed_with("un", "deux")
    answer(consultation)
    assert "incomplète" not in page(client, consultation)


def test_published_words_are_quoted_and_the_others_only_counted(client: Client) -> None:
    consultation, sent = closed_with("Publiée et citée", "Masquée ensuite", "Pas publiée")
    Contribution.objects.filter(pk=sent[2].pk).update(state="received")
    answer(consultation, *sent)
    hide(Contribution.objects.get(pk=sent[1].pk), actor=None, article="3", reason="Nom.")
    text = page(client, consultation)
    assert "Publiée et citée" in text
    assert "Masquée ensuite" not in text
    assert "Pas publiée" not in text
    assert "et 2 contributions non publiées" in text


def test_beyond_five_quotations_the_others_are_counted(client: Client) -> None:
    consultation, sent = closed_with(*(f"Parole {number}" for number in range(7)))
    answer(consultation, *sent)
    text = page(client, consultation)
    assert text.count("<blockquote>") == 5
    assert "et 2 autres contributions publiées" in text


def test_what_is_out_of_remit_says_whom_to_ask(client: Client) -> None:
    consultation, _sent = closed_with("un")
    respond(consultation, position=Position.OUT_OF_REMIT, competent_body="Le Département")
    actions.write_synthesis(consultation, text="Bref.", read={}, actor=None)
    actions.publish_answer(consultation, actor=None)
    text = page(client, consultation)
    assert "Ne dépend pas de nous" in text
    assert "Le Département" in text


def test_an_erratum_stands_beside_what_it_corrects(client: Client) -> None:
    consultation, _sent = closed_with("un")
    response = answer(consultation)
    response.refresh_from_db()
    actions.add_erratum(response, text="Treize tilleuls.", actor=None)
    text = page(client, consultation)
    assert "Les douze tilleuls restent." in text
    assert "Erratum du" in text
    assert "Treize tilleuls." in text


def late(consultation: Consultation, days: int) -> Consultation:
    """Put the promised day in the past: nobody can do that on the site."""
    due = (now() - timedelta(days=days)).astimezone(consultation.tzinfo).date()
    Consultation.objects.filter(pk=consultation.pk).update(response_due_on=due)
    consultation.refresh_from_db()
    return consultation


@pytest.mark.parametrize(("days", "told"), [(1, "en retard de 1 jour "), (12, "de 12 jours")])
def test_an_answer_that_is_due_is_said_to_be_late(client: Client, days: int, told: str) -> None:
    consultation, _sent = closed_with("un")
    late(consultation, days)
    assert told.strip() in page(client, consultation)


def test_an_answer_that_came_late_says_by_how_much(client: Client) -> None:
    consultation, _sent = closed_with("un")
    answer(late(consultation, 3))
    text = page(client, consultation)
    assert "3 jours de retard" in text
    assert "Dans les temps" not in text


def test_before_the_answer_the_page_says_what_will_be_here(client: Client) -> None:
    text = page(client, make_open(make_consultation()))
    assert "réponse promise au plus tard le" in text
    assert "Aucune décision ne se publie sans sa raison." in text


def test_halted_consultations_give_their_reason(client: Client) -> None:
    suspended = make_open(make_consultation())
    suspend(suspended, actor=None, reason="Panne du site.")
    assert "Panne du site." in page(client, suspended)
    withdrawn = make_consultation()
    make_step(withdrawn)
    announce(withdrawn, actor=None)
    withdraw_consultation(withdrawn, actor=None, reason="Projet abandonné.")
    text = page(client, withdrawn)
    assert "Projet abandonné." in text
    assert "il n’y aura pas de réponse" in text


@pytest.mark.parametrize("part", ["reponse", "registre", "changements", "registre/recus.csv"])
def test_a_draft_looks_absent_to_all_but_its_officers(
    part: str, client: Client, browsing_as: SignIn, officer: Account, outsider: Account
) -> None:
    public_body = officer.offices.get().public_body
    draft = make_consultation(public_body=public_body)
    path = f"/demarches/{draft.slug}/{part}"
    path = path if "." in part else f"{path}/"
    assert client.get(path).status_code == 404
    assert browsing_as(outsider).get(path).status_code == 404
    expected = 404 if "." in part else 200  # the list is published at closing
    assert browsing_as(officer).get(path).status_code == expected


def test_the_answer_asks_the_same_number_of_queries_for_one_and_three(
    client: Client, django_assert_num_queries: Any
) -> None:
    for number in (1, 3):
        consultation, sent = closed_with(*(f"Parole {each}" for each in range(number)))
        actions.write_synthesis(consultation, text="Bref.", read={}, actor=None)
        for contribution in sent:
            response = respond(consultation)
            actions.cite(response, [str(contribution.tracking_code)], actor=None)
        actions.publish_answer(consultation, actor=None)
        with django_assert_num_queries(19):
            page(client, consultation)


def test_each_day_is_the_one_of_the_place(client: Client) -> None:
    consultation, (sent,) = closed_with("un", zone="Indian/Reunion")
    evening = datetime(2031, 2, 28, 21, tzinfo=UTC)  # 22:00 in Paris, 1 March in La Réunion
    with time_machine.travel(evening, tick=False):
        response = answer(consultation, sent)
        actions.add_erratum(response, text="Treize tilleuls.", actor=None)
        publish_results(consultation.steps.get(), actor=None)
    text = page(client, consultation)
    assert "réponse publiée le 1er mars 2031" in text
    assert "publiée le 1er mars 2031." in text
    assert "Erratum du 1er mars 2031" in text
    assert "28 février 2031" not in text
    results = client.get(f"/demarches/{consultation.slug}/resultats/").content.decode()
    assert "Publiés le 1er\u00a0mars\u00a02031." in results
