"""Pages of votes and decisions: who sees what, when, and at which cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.ballots import actions
from participation.councils.ballots.choices import Kind, ResultsShown
from participation.councils.ballots.models import Ballot, Decision, Proxy, Slip, Vote
from participation.councils.ballots.room import room
from participation.councils.models import Council
from participation.councils.space import enter
from tests.participation.councils.ballots.making import (
    NO,
    YES,
    close,
    make_ballot,
    make_closed,
    make_decision,
    make_voters,
    voter_of,
)
from tests.people import SignIn

OPTIONS = ["Le banc", "L’arbre", "La fontaine"]


def text_of(answer: Any) -> str:
    words: str = answer.content.decode()
    return " ".join(words.split())


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_whatever_their_length(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for _ in range(number):
        actions.cast(make_ballot(council), YES, actor=councillor)
        ballot = make_closed(council, [(councillor, YES)])
        actions.publish_decision(make_decision(council, ballot=ballot), actor=None)
    client = browsing_as(councillor)
    with django_assert_num_queries(15):
        client.get(room.url(council))
    with django_assert_num_queries(14):
        client.get(f"{council.space_url}decisions/")
    with django_assert_num_queries(3):
        Client().get(f"/conseils/{council.slug}/decisions/")


@pytest.mark.parametrize("number", [1, 3])
def test_a_vote_costs_the_same_however_many_vote(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    accounts = make_voters(council, 6)
    ballot = make_ballot(council, results_shown=ResultsShown.ALWAYS)
    for giver, account in zip(accounts[3:], accounts[:number], strict=False):
        actions.cast(ballot, YES, actor=account)
        actions.cast(ballot, NO, actor=account)
        voters = {"giver": voter_of(ballot, giver), "holder": voter_of(ballot, account)}
        actions.give_proxy(ballot, **voters, actor=giver)
    client = browsing_as(councillor)
    with django_assert_num_queries(23):
        client.get(ballot.get_absolute_url())


def test_a_vote_with_a_name_is_given_and_changed(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    ballot = make_ballot(council)
    client, address = browsing_as(councillor), f"{ballot.get_absolute_url()}voter/"
    assert client.post(address, {"edition": 1}).status_code == 422
    for answer in ("yes", "no"):
        sent = {"edition": 1, "answer": answer, "reason": "Pour l’ombre."}
        assert client.post(address, sent).status_code == 302
    assert Vote.objects.get().choices == NO
    assert "Pour l’ombre." in text_of(client.get(address))


@pytest.mark.parametrize(
    ("fields", "typed", "choices"),
    [
        ({"kind": Kind.CHOOSE, "options": OPTIONS}, {"answer": "2"}, {"2": 1}),
        ({"kind": Kind.CHOOSE, "options": OPTIONS}, {"blank": "on"}, {}),
        (
            {"kind": Kind.CHOOSE, "options": OPTIONS, "most_choices": 2},
            {"answer": ["1", "3"]},
            {"1": 1, "3": 1},
        ),
        (
            {"kind": Kind.RANKING, "options": OPTIONS},
            {"answer_0": "2", "answer_2": "1"},
            {"3": 1, "1": 2},
        ),
        (
            {"kind": Kind.MEETING_DATE, "options": [now() + timedelta(days=d) for d in (9, 10)]},
            {"date_1": "yes", "date_2": "if_need_be"},
            {"1": "yes", "2": "if_need_be"},
        ),
        ({"kind": Kind.CONSENT}, {"answer": "disagree"}, {"disagree": 1}),
    ],
)
def test_each_kind_is_voted_by_a_plain_form_that_shows_the_vote_again(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    fields: Any,
    typed: Any,
    choices: Any,
) -> None:
    ballot = make_ballot(council, **fields)
    client, address = browsing_as(councillor), f"{ballot.get_absolute_url()}voter/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"edition": 1, **typed}).status_code == 302
    assert Vote.objects.get().choices == choices
    shown = client.get(address)
    said = shown.context["form"].initial
    again = {key: value for key, value in said.items() if value not in (None, False, "")}
    if isinstance(again.get("answer"), list) and fields["kind"] == Kind.RANKING:
        again |= {f"answer_{i}": rank or "" for i, rank in enumerate(again.pop("answer"))}
    assert client.post(address, again).status_code == 302
    assert Vote.objects.get().versions.count() == 0
    page = text_of(client.get(close(ballot).get_absolute_url()))
    assert "Résultat" in page


@pytest.mark.parametrize(
    ("fields", "typed", "why"),
    [
        ({"kind": Kind.CHOOSE, "options": OPTIONS}, {}, "votez blanc"),
        (
            {"kind": Kind.CHOOSE, "options": OPTIONS},
            {"answer": "1", "blank": "on"},
            "pas les deux",
        ),
        (
            {"kind": Kind.CHOOSE, "options": OPTIONS, "most_choices": 2},
            {"answer": ["1", "2", "3"]},
            "réponses au plus",
        ),
        ({"kind": Kind.RANKING, "options": OPTIONS}, {"answer_0": "2"}, "sans en sauter"),
        ({"kind": Kind.RANKING, "options": OPTIONS}, {"answer_0": "un"}, "en chiffres"),
        ({"kind": Kind.YES_NO}, {"answer": "perhaps"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_does_not_fit_is_told_and_kept(
    council: Council, councillor: Account, browsing_as: SignIn, fields: Any, typed: Any, why: str
) -> None:
    ballot = make_ballot(council, **fields)
    sent = {"edition": 1, "reason": "Pour l’ombre.", **typed}
    answer = browsing_as(councillor).post(f"{ballot.get_absolute_url()}voter/", sent)
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert "Pour l’ombre." in text_of(answer)
    assert not Vote.objects.exists()


def test_a_secret_vote_is_read_over_before_it_goes(council: Council, browsing_as: SignIn) -> None:
    accounts = make_voters(council, 6)
    ballot = make_ballot(council, is_anonymous=True)
    client, address = browsing_as(accounts[0]), f"{ballot.get_absolute_url()}voter/"
    sent = {"edition": "1", "answer": "yes", "reason": "Pour l’ombre."}
    checked = client.post(address, sent)
    assert (checked.status_code, Slip.objects.count()) == (200, 0)
    assert "ne pourra plus être changé" in text_of(checked)
    corrected = client.post(address, {**sent, "back": "1"})
    assert "Pour l’ombre." in text_of(corrected)
    for _twice in range(2):
        client.post(address, {**sent, "confirmed": "1"})
    assert Slip.objects.get().choices == YES
    assert client.get(address).status_code == 302
    assert "Vous avez voté" in text_of(client.get(ballot.get_absolute_url()))


def test_a_secret_vote_shows_no_name_and_no_figure_before_its_end(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    accounts = make_voters(council, 6)
    ballot = make_ballot(council, is_anonymous=True)
    for account in accounts:
        actions.cast(ballot, YES, actor=account, reason="Pour l’ombre.")
    client = browsing_as(councillor)
    before = text_of(client.get(ballot.get_absolute_url()))
    assert ("6 personnes ont voté" in before, "a voté</span>" in before) == (True, False)
    assert ("Pour l’ombre." in before, "bar-value" in before) == (False, False)
    after = text_of(client.get(close(ballot).get_absolute_url()))
    assert ("Pour l’ombre." in after, "bar-value" in after) == (True, True)
    assert "Qui a voté quoi" not in after


@pytest.mark.parametrize(
    ("shown", "before", "after"),
    [
        (ResultsShown.ALWAYS, True, True),
        (ResultsShown.AFTER_VOTE, False, True),
        (ResultsShown.WHEN_CLOSED, False, False),
    ],
)
def test_results_show_when_the_vote_says_so(
    council: Council,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
    shown: ResultsShown,
    before: bool,
    after: bool,
) -> None:
    ballot = make_ballot(council, results_shown=shown)
    actions.cast(ballot, YES, actor=coordinator)
    client = browsing_as(councillor)

    def shows() -> bool:
        return "Qui a voté quoi" in text_of(client.get(ballot.get_absolute_url()))

    assert shows() is before
    actions.cast(ballot, NO, actor=councillor)
    assert shows() is after
    close(ballot)
    assert shows()


def test_another_wording_is_read_before_it_is_voted(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    ballot = make_ballot(council)
    actions.reword(ballot, title="Autre question ?", context="", actor=None)
    sent = {"edition": 1, "answer": "yes", "reason": "Pour l’ombre."}
    answer = browsing_as(councillor).post(f"{ballot.get_absolute_url()}voter/", sent)
    assert answer.status_code == 409
    assert "Autre question" in text_of(answer)
    assert "Pour l’ombre." in text_of(answer)
    assert not Vote.objects.exists()


OPENING = {
    "title": "Où met-on le banc ?",
    "closes_on": "2099-01-31",
    "count_by": "person",
    "college_rule": "every",
    "quorum_percent": "40",
    "results_shown": "when_closed",
    "reasons": "optional",
    "most_proxies": "1",
}
OF_KIND: dict[str, dict[str, str]] = {
    "consent": {"meaning_block": "Le conseil y perdrait son local."},
    "yes_no": {"majority": "two_thirds"},
    "choose": {"majority": "simple", "most_choices": "2", "options": "Ici\nLà\nAilleurs"},
    "ranking": {"options": "Ici\nLà"},
    "meeting_date": {
        "day_1": "2099-02-10",
        "hour_1": "18:30",
        "day_2": "2099-02-11",
        "hour_2": "18h30",
    },
}


@pytest.mark.parametrize("kind", OF_KIND)
def test_who_animates_opens_each_kind_of_vote(
    council: Council, animator: Account, councillor: Account, browsing_as: SignIn, kind: str
) -> None:
    client, address = browsing_as(animator), f"{council.space_url}votes/nouveau/{kind}/"
    key = client.get(address).context["form"]["key"].value()
    sent = {**OPENING, **OF_KIND[kind], "key": key}
    assert client.post(address, {**sent, "title": " "}).status_code == 422
    past = client.post(address, {**sent, "closes_on": "2020-01-01"})
    assert (past.status_code, "doit être à venir" in text_of(past)) == (409, True)
    for _twice in range(2):
        assert client.post(address, sent).status_code == 302
    ballot = Ballot.objects.get()
    assert (ballot.kind, ballot.quorum_percent, ballot.is_open) == (kind, 40, True)
    assert ballot.closes_at.isoformat() == "2099-01-31T23:00:00+00:00"
    reworded = client.get(f"{ballot.get_absolute_url()}modifier/").context["form"].initial
    changed = {**{k: v for k, v in reworded.items() if v}, "title": "Où met-on l’arbre ?"}
    assert client.post(f"{ballot.get_absolute_url()}modifier/", changed).status_code == 302
    ballot.refresh_from_db()
    assert (ballot.title, ballot.edition) == ("Où met-on l’arbre ?", 2)


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        ("choose", {"options": "Ici"}, "au moins deux réponses"),
        ("choose", {"options": "Ici\nLà\nAilleurs", "most_choices": "4"}, "qu’il n’y en a"),
        ("choose", {"options": "\n".join(map(str, range(21)))}, "vingt réponses"),
        ("choose", {"options": f"Ici\n{'a' * 151}"}, "Raccourcissez"),
        ("meeting_date", {"day_2": "2099-02-10", "hour_2": "18:30"}, "les mêmes"),
        ("meeting_date", {"day_1": "2099-03-29", "hour_1": "02:30"}, "heure d’été"),
        ("yes_no", {"context": "a" * 5001}, "5001 signes"),
    ],
)
def test_a_vote_badly_put_is_shown_again(
    council: Council, coordinator: Account, browsing_as: SignIn, kind: str, typed: Any, why: str
) -> None:
    address = f"{council.space_url}votes/nouveau/{kind}/"
    answer = browsing_as(coordinator).post(address, {**OPENING, **OF_KIND[kind], **typed})
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert "Où met-on le banc" in text_of(answer)
    assert not Ballot.objects.exists()


def test_a_proxy_is_given_used_and_taken_back_by_forms(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    ballot = make_ballot(council)
    here = ballot.get_absolute_url()
    client = browsing_as(councillor)
    assert client.post(f"{here}procuration/", {}).status_code == 422
    holder = voter_of(ballot, coordinator)
    for _twice in range(2):
        client.post(f"{here}procuration/", {"holder": holder.pk})
    giver = Proxy.objects.get(holder=holder).giver
    assert "Reprendre ma procuration" in text_of(client.get(here))
    client.post(f"{here}procuration/reprendre/")
    assert not Proxy.objects.exists()
    client.post(f"{here}procuration/", {"holder": holder.pk})
    client = browsing_as(coordinator)
    assert [thing.text for thing in room.waiting(enter(coordinator, council.slug))]
    assert "Voter pour Aïssatou" in text_of(client.get(here))
    client.post(f"{here}voter/{giver.pk}/", {"edition": 1, "answer": "no"})
    assert Vote.objects.get().voter == giver
    assert client.get(f"{here}voter/{holder.pk}/").status_code == 404


def test_a_vote_becomes_a_decision_then_a_public_one(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    ballot = make_closed(council, [(councillor, YES), (coordinator, YES)])
    client, address = browsing_as(coordinator), f"{ballot.get_absolute_url()}decision/"
    form = client.get(address).context["form"]
    assert form["text"].value() == "La proposition est adoptée."
    sent = {"title": "Ouvert le soir", "text": "D’avril à septembre.", "decided_on": council.today}
    assert client.post(address, {**sent, "text": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(address, sent).status_code == 302
    decision = Decision.objects.get()
    here = decision.get_absolute_url()
    assert "La proposition est adoptée." in text_of(client.get(here))
    assert client.post(f"{here}publier/").status_code == 422
    client.post(f"{here}publier/", {"is_checked": "on"})
    assert Client().get(decision.public_url).status_code == 200
    client.post(f"{here}retirer/")
    assert Client().get(decision.public_url).status_code == 404
    assert client.post(f"{here}revoir/", {"review_on": "2020-01-01"}).status_code == 422
    assert client.post(f"{here}revoir/", {"review_on": "2099-01-01"}).status_code == 302
    found = text_of(client.get(f"{council.space_url}decisions/?q=SEPTEMBRE"))
    assert "Ouvert le soir" in found
    nothing = text_of(client.get(f"{council.space_url}decisions/?q=octobre"))
    assert "Rien ne correspond" in nothing


def test_a_vote_is_cancelled_or_closed_early_by_forms(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    first, second = make_ballot(council), make_ballot(council)
    client = browsing_as(coordinator)
    assert client.post(f"{first.get_absolute_url()}annuler/", {"reason": ""}).status_code == 422
    client.post(f"{first.get_absolute_url()}annuler/", {"reason": "Mal posée."})
    assert "Mal posée." in text_of(client.get(first.get_absolute_url()))
    client.post(f"{second.get_absolute_url()}cloturer/")
    assert "n’ont pas encore voté" in text_of(client.get(second.get_absolute_url()))
    for account in (councillor, coordinator):
        actions.cast(second, YES, actor=account)
    client.post(f"{second.get_absolute_url()}cloturer/")
    second.refresh_from_db()
    assert second.is_over


def test_what_the_space_is_told_of_votes(
    council: Council, councillor: Account, animator: Account
) -> None:
    ballot = make_ballot(council, context="Le jardin ferme à 18 heures.")
    decision = make_decision(council)
    since = now() - timedelta(days=1)
    space = enter(councillor, council.slug)
    assert {(news.url, news.is_for_me) for news in room.news(space, since)} == {
        (ballot.get_absolute_url(), True),
        (decision.get_absolute_url(), False),
    }
    assert [thing.until for thing in room.waiting(space)] == [
        (ballot.closes_at.astimezone()).date()
    ]
    assert {found.url for found in room.find(space, ["jardin"])} == {
        ballot.get_absolute_url(),
        decision.get_absolute_url(),
    }
    assert not list(room.find(space, ["jardin", "fontaine"]))
    actions.cast(ballot, YES, actor=councillor)
    assert not list(room.waiting(space))
    assert not list(room.waiting(enter(animator, council.slug)))


def test_an_erased_person_leaves_a_vote_without_name_or_words(
    council: Council, councillor: Account
) -> None:
    ballot = make_ballot(council, actor=councillor)
    actions.cast(ballot, YES, actor=councillor, reason="Chez moi, on étouffe.")
    actions.cast(ballot, NO, actor=councillor, reason="Chez moi, on a froid.")
    held = room.personal_data(councillor)
    assert [vote["raison"] for vote in held["votes"]] == ["Chez moi, on a froid."]
    room.forget(councillor)
    room.forget(councillor)
    vote = Vote.objects.get()
    assert (vote.choices, vote.reason, vote.versions.count()) == (NO, "", 0)
    ballot.refresh_from_db()
    assert ballot.opened_by is None
    assert ballot.voters.filter(account=councillor).count() == 0
