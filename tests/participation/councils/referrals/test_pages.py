"""What members, everybody and the addressee read and do on the pages of referrals."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from participation.accounts.models import Account, PublicBody
from participation.base.clock import living_at, now
from participation.councils.models import Council
from participation.councils.referrals.choices import Side, State
from participation.councils.referrals.models import Referral
from participation.councils.referrals.room import room
from participation.councils.space import enter
from tests.factories import make_officer
from tests.participation.councils.referrals.making import (
    make_adopted,
    make_referral,
    make_sent,
    make_step,
    vote,
)
from tests.people import SignIn


def day(name: str, value: Any) -> dict[str, Any]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def test_from_a_draft_to_the_end_by_pages(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    client, slug = browsing_as(coordinator), council.slug
    said = {
        "kind": "to_prefect",
        "title": "Les ascenseurs",
        "difficulties": "En panne.",
        "requests": "Réparer.",
        "addressee_name": "Préfète de l’Isère",
    }
    wrong = client.post(reverse("referrals:draft", args=[slug]), {**said, "addressee_name": " "})
    assert wrong.status_code == 422 and "Réparer." in wrong.text
    client.post(reverse("referrals:draft", args=[slug]), said)
    referral = Referral.objects.get()
    where = [slug, referral.pk]
    edited = {**said, "requests": "Réparer vite.", "edition": 1}
    client.post(reverse("referrals:edit", args=where), edited)
    assert client.post(reverse("referrals:edit", args=where), edited).status_code == 422
    figures = {"present": 1, "yes": 1, "no": 0, "abstained": 0, "reference": "Mars", "edition": 2}
    held = {**day("on", council.today), **figures}
    wrong = client.post(reverse("referrals:vote", args=where), {**held, "yes": 2})
    assert wrong.status_code == 422 and "plus de voix" in wrong.text
    client.post(reverse("referrals:vote", args=where), held)
    assert client.post(reverse("referrals:edit", args=where), edited).status_code == 422
    send = {"means": "post", **day("on", council.today + timedelta(days=3))}
    assert client.post(reverse("referrals:send", args=where), send).status_code == 422
    with living_at(now() + timedelta(days=3)):
        send["reference"] = "RK 1"
        client.post(reverse("referrals:send", args=where), send)
        asked = day("on", council.today)
        refusal = reverse("referrals:step", args=[*where, State.NO_ACTION])
        assert client.post(refusal, asked).status_code == 422
        client.post(refusal, {**asked, "text": "Hors budget."})
        end = {**asked, "outcome": "refused", "text": "Le conseil reviendra."}
        client.post(reverse("referrals:step", args=[*where, State.CLOSED]), end)
        client.post(reverse("referrals:correct", args=[*where, 2]), {"text": "RK 2"})
    referral.refresh_from_db()
    assert referral.state == State.CLOSED and referral.requests == "Réparer vite."
    page = client.get(referral.get_absolute_url()).text
    for words in ("Hors budget.", "Demande refusée", "RK 2", "Saisi par le conseil"):
        assert words in page


def test_a_draft_says_that_its_vote_had_no_quorum(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    referral = make_referral(council)
    vote(referral, absent=2)
    assert "n’a pas atteint le quorum" in browsing_as(coordinator).get(referral.space_url).text


@pytest.mark.parametrize("person", ["nobody", "neighbour", "officer", "former_member"])
def test_nothing_is_public_before_the_sending(
    council: Council, councillor: Account, person: str, request: Any, browsing_as: SignIn
) -> None:
    adopted, draft = make_adopted(council), make_referral(council)
    account = request.getfixturevalue(person)
    client = browsing_as.client if person == "nobody" else browsing_as(account)
    for referral in (adopted, draft):
        assert client.get(referral.get_absolute_url()).status_code == 404
        assert client.get(referral.space_url).status_code == 404
    for name in ("public_list", "feed", "data"):
        told = client.get(reverse(f"referrals:{name}", args=[council.slug]))
        assert told.status_code == 200 and "ascenseurs" not in told.text
    assert "ascenseurs" not in client.get(council.get_absolute_url()).text
    assert "ascenseurs" in browsing_as(councillor).get(draft.space_url).text


def test_everyone_follows_a_sent_referral(council: Council, client: Client) -> None:
    referral = make_sent(council, council.today - timedelta(days=17))
    page = client.get(referral.get_absolute_url())
    assert "Sans réponse depuis 17 jours" in page.text and "En retard de 2 jours" in page.text
    assert referral.sha256 in page.text and "RK 123 456 789" in page.text
    make_step(referral, State.DIAGNOSIS, text="Des travaux en mai.")
    feed = client.get(reverse("referrals:feed", args=[council.slug])).text
    assert "Des travaux en mai." in feed and feed.count("<entry>") == 3
    data = json.loads(client.get(reverse("referrals:data", args=[council.slug])).content)
    (told,) = data["referrals"]
    assert [step["state"] for step in told["steps"]] == ["adopted", "sent", "diagnosis"]
    assert told["sha256"] == referral.sha256
    assert referral.title in client.get(council.get_absolute_url()).text


@pytest.fixture
def addressed(council: Council, public_body: PublicBody) -> Referral:
    """A referral sent to a body that has officers here."""
    return make_sent(council, addressee=public_body)


def test_only_an_officer_of_the_addressee_may_answer(
    addressed: Referral, public_body: PublicBody, request: Any, browsing_as: SignIn
) -> None:
    where = [addressed.council.slug, addressed.pk]
    pages = (
        reverse("referrals:answer", args=where),
        reverse("referrals:answer_step", args=[*where, State.ACKNOWLEDGED]),
    )
    said = day("on", addressed.council.today)
    for person in ("councillor", "coordinator", "outsider", "administrator", "moderator"):
        client = browsing_as(request.getfixturevalue(person))
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert client.post(pages[1], said).status_code == 404
        assert pages[0] not in client.get(addressed.get_absolute_url()).text
    client = browsing_as(make_officer(public_body))
    assert pages[0] in client.get(addressed.get_absolute_url()).text
    assert [client.get(page).status_code for page in pages] == [200, 200]
    client.post(pages[1], said)
    step = addressed.steps.get(state=State.ACKNOWLEDGED)
    assert step.side == Side.ADDRESSEE
    end = reverse("referrals:answer_step", args=[*where, State.CLOSED])
    assert client.post(end, {**said, "outcome": "obtained", "text": "Oui"}).status_code == 422


def test_who_handed_it_over_does_not_answer_any_more(
    addressed: Referral, public_body: PublicBody, officer: Account, browsing_as: SignIn
) -> None:
    make_step(addressed, State.REDIRECTED, to="Préfecture")
    where = reverse("referrals:answer", args=[addressed.council.slug, addressed.pk])
    assert browsing_as(officer).get(where).status_code == 404


def test_a_visitor_without_account_is_never_taken_for_an_officer(
    addressed: Referral, nobody: Any
) -> None:
    assert addressed.holder is not None and not addressed.holder.officers.exists()
    assert not Referral.objects.answered_by(nobody).exists()


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_same_number_of_questions(
    council: Council,
    coordinator: Account,
    browsing_as: SignIn,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _one in range(number):
        make_step(make_sent(council), State.ACKNOWLEDGED)
    client = browsing_as(coordinator)
    client.get(reverse("referrals:referrals", args=[council.slug]))
    with django_assert_num_queries(16):
        client.get(reverse("referrals:referrals", args=[council.slug]))
    client.logout()
    with django_assert_num_queries(5):
        client.get(reverse("referrals:public_list", args=[council.slug]))
    with django_assert_num_queries(8):
        client.get(reverse("referrals:data", args=[council.slug]))
    with django_assert_num_queries(2):
        client.get(reverse("referrals:feed", args=[council.slug]))


def test_the_room_tells_what_is_new_what_waits_and_what_is_found(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    before = now() - timedelta(days=9)
    referral = make_adopted(council)
    mine, hers = (enter(person, council.slug) for person in (councillor, coordinator))
    assert {news.url for news in room.news(mine, before)} == {referral.space_url}
    assert list(room.waiting(mine)) == []
    assert [one.text for one in room.waiting(hers)] == [f"Envoyer la saisine «\xa0{referral}\xa0»"]
    assert [one.title for one in room.find(mine, ["prefete", "mars"])] == [referral.title]
    assert list(room.find(mine, ["prefete", "avril"])) == []


def test_an_erased_person_leaves_their_words_to_the_council(
    council: Council, coordinator: Account
) -> None:
    referral = make_sent(council, actor=coordinator)
    make_step(referral, State.ACKNOWLEDGED, actor=coordinator)
    assert room.personal_data(coordinator)["steps"]
    room.forget(coordinator)
    assert room.personal_data(coordinator) is None
    assert referral.steps.count() == 3
