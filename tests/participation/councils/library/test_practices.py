from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from participation.accounts.models import Account
from participation.base.uploads import cleaned
from participation.councils.errors import Refused
from participation.councils.library import actions
from participation.councils.library.choices import PHOTOS, PracticeState
from participation.councils.library.models import GoodPractice
from participation.councils.library.room import room
from participation.councils.models import Council
from tests.factories import make_council
from tests.participation.councils.library.making import (
    make_practice,
    make_published,
    picture,
    told,
)
from tests.people import SignIn

LIST = "/ressources/bonnes-pratiques/"


def address(name: str, council: Council, *more: int) -> str:
    return reverse(f"library:{name}", args=[council.slug, *more])


def test_animator_files_and_administrator_publishes(
    council: Council, animator: Account, administrator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(animator)
    answer = browser.post(address("write", council), told(title="Le marché"))
    practice = GoodPractice.objects.get()
    assert answer["Location"] == practice.get_absolute_url()
    assert (practice.state, practice.author) == (PracticeState.DRAFT, animator)
    browser.post(address("propose", council, practice.pk))
    browser = browsing_as(administrator)
    assert "Le marché" in browser.get("/ressources/a-relire/").text
    browser.post(f"{practice.get_absolute_url()}decider/", {"decision": "publish"})
    browser.logout()
    assert "Le marché" in browser.get(LIST).text
    assert "Le marché" in browser.get(council.get_absolute_url()).text
    assert "La pluie." in browser.get(practice.get_absolute_url()).text


def test_a_draft_is_seen_by_its_council_alone(
    council: Council,
    councillor: Account,
    neighbour: Account,
    administrator: Account,
    browsing_as: SignIn,
) -> None:
    practice = make_practice(council)
    answers = {
        person.display_name: browsing_as(person).get(practice.get_absolute_url()).status_code
        for person in (councillor, neighbour, administrator)
    }
    assert answers == {"Aïssatou": 200, "Lucien": 404, "Admin": 404}


def test_one_that_is_proposed_is_read_by_who_reviews_and_not_by_others(
    council: Council, neighbour: Account, administrator: Account, browsing_as: SignIn
) -> None:
    practice = actions.propose_practice(make_practice(council), actor=None)
    assert browsing_as(administrator).get(practice.get_absolute_url()).status_code == 200
    assert browsing_as(neighbour).get(practice.get_absolute_url()).status_code == 404
    assert browsing_as(neighbour).get("/ressources/a-relire/").status_code == 404


def test_a_photo_without_agreement_is_refused_and_nothing_typed_is_lost(
    council: Council, animator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(animator)
    typed = told(story="Une longue histoire.", picture=picture(), photo_alt="La fête")
    answer = browser.post(address("write", council), typed)
    assert answer.status_code == 422
    assert "Demandez l’accord de ces personnes" in answer.text
    assert "Une longue histoire." in answer.text
    assert not GoodPractice.objects.exists()
    agreed = {**typed, "picture": picture(), "photo_agreed": "on"}
    assert browser.post(address("write", council), agreed).status_code == 302
    practice = GoodPractice.objects.get()
    shown = browser.get(reverse("library:photo", args=[practice.pk]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    browser.logout()
    assert browser.get(reverse("library:photo", args=[practice.pk])).status_code == 404


def test_no_action_keeps_a_photo_without_agreement(council: Council) -> None:
    with pytest.raises(Refused):
        make_practice(council, photo=cleaned(picture(), PHOTOS))


def test_a_photo_that_is_dropped_leaves_the_disk(
    council: Council, django_capture_on_commit_callbacks: Any
) -> None:
    practice = make_practice(
        council, photo=cleaned(picture(), PHOTOS), photo_agreed=True, photo_alt="La fête"
    )
    name, storage = practice.photo.name, practice.photo.storage
    assert name is not None
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.edit_practice(practice, drops_photo=True, actor=None)
    assert not storage.exists(name)


def test_another_council_files_its_version_and_the_original_is_credited(
    council: Council, animator: Account, browsing_as: SignIn
) -> None:
    original = make_published(title="Le banc rouge")
    browser = browsing_as(animator)
    link = f"{address('write', council)}?d-apres={original.pk}"
    assert link in browser.get(original.get_absolute_url()).text
    browser.post(link, told(title="Le banc bleu"))
    version = GoodPractice.objects.get(title="Le banc bleu")
    assert version.credit.original == original
    actions.propose_practice(version, actor=None)
    actions.publish_practice(version, actor=None)
    browser.logout()
    assert "Le banc rouge" in browser.get(version.get_absolute_url()).text
    assert "Le banc bleu" in browser.get(original.get_absolute_url()).text
    actions.withdraw_practice(original, reason="À revoir", actor=None)
    kept = browser.get(version.get_absolute_url()).text
    assert "Le banc rouge" not in kept
    assert str(original.council) in kept


def test_administrator_restores_a_credit_that_was_left_out(
    council: Council, administrator: Account, browsing_as: SignIn
) -> None:
    original, copy = make_published(), make_published(council)
    url = reverse("library:credit", args=[copy.pk])
    assert browsing_as(administrator).post(url, {"original": original.pk}).status_code == 302
    assert GoodPractice.objects.get(pk=copy.pk).credit.original == original


def test_nobody_follows_themselves_nor_a_draft(council: Council) -> None:
    mine, draft = make_published(council), make_practice()
    for original in (mine, draft):
        with pytest.raises(Refused):
            make_practice(council, original=original)


@pytest.mark.django_db(transaction=True)
def test_one_sent_back_tells_its_author_and_may_be_written_anew(
    council: Council, animator: Account, administrator: Account, browsing_as: SignIn
) -> None:
    practice = make_practice(council, actor=animator, title="La fresque")
    actions.propose_practice(practice, actor=animator)
    decide = f"{practice.get_absolute_url()}decider/"
    browser = browsing_as(administrator)
    assert browser.post(decide, {"decision": "send_back"}).status_code == 422
    browser.post(decide, {"decision": "send_back", "reason": "Dites le coût."})
    [letter] = [sent for sent in mail.outbox if animator.email in sent.to]
    assert "Dites le coût." in letter.body
    assert "La fresque" not in letter.subject
    browser = browsing_as(animator)
    assert "Dites le coût." in browser.get(practice.get_absolute_url()).text
    answer = browser.post(address("edit", council, practice.pk), told(title="La grande fresque"))
    assert answer.status_code == 302
    practice.refresh_from_db()
    assert (practice.title, practice.state) == ("La grande fresque", PracticeState.DRAFT)


def test_one_that_is_published_is_withdrawn_before_it_changes(council: Council) -> None:
    practice = make_published(council)
    with pytest.raises(Refused):
        actions.edit_practice(practice, title="Autre", actor=None)
    actions.withdraw_practice(practice, reason="À revoir", actor=None)
    again = actions.edit_practice(practice, title="Autre", actor=None)
    assert again.state == PracticeState.DRAFT


def test_published_twice_is_published_once(council: Council) -> None:
    practice = make_published(council)
    first = practice.published_at
    assert actions.publish_practice(practice, actor=None).published_at == first


def test_search_by_word_family_and_council_without_accents(client: Client, db: None) -> None:
    make_published(title="Le goûter partagé")
    make_published(
        make_council("Conseil des Érables"), title="La benne", category="act_on_problems"
    )
    make_practice(title="Le goûter secret")
    assert "goûter partagé" in client.get(LIST, {"q": "gouter"}).text
    assert "goûter secret" not in client.get(LIST, {"q": "gouter"}).text
    assert "La benne" in client.get(LIST, {"q": "erables"}).text
    by_family = client.get(LIST, {"famille": "act_on_problems"}).text
    assert ("La benne" in by_family, "goûter" in by_family) == (True, False)
    assert "Aucune fiche ne correspond" in client.get(LIST, {"q": "zèbre"}).text
    assert client.get(LIST, {"famille": "inconnue"}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    client: Client, db: None, number: int, django_assert_num_queries: Any
) -> None:
    for _each in range(number):
        original = make_published()
        version = make_practice(original=original)
        actions.propose_practice(version, actor=None)
        actions.publish_practice(version, actor=None)
    client.get(LIST)
    with django_assert_num_queries(2):
        client.get(LIST)


def test_the_sheet_stays_when_its_author_is_erased(council: Council, animator: Account) -> None:
    practice = make_published(council, actor=animator)
    room.forget(animator)
    practice.refresh_from_db()
    assert practice.author is None
