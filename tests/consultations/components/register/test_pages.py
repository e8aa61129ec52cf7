import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.actions import Submission, hide, publish, withdraw
from consultations.components.register.actions import Words, edit_register, write
from consultations.components.register.models import Entry
from consultations.errors import Frozen, Refused
from consultations.models import Contribution, OutcomeContact, Step
from consultations.receipts import receipt_secret
from participation.accounts.models import Account
from participation.base.clock import now
from participation.journal.models import Entry as JournalEntry
from tests.factories import make_consultation, make_open, make_open_step, make_step
from tests.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(db: None) -> Step:
    return make_open_step("register", anonymity="pseudonym")


def give(
    step: Step, text: str, *, parent: Contribution | None = None, **words: str
) -> Contribution:
    submission = Submission(key=uuid4(), arrived_at=now(), opened_at=now())
    answered = Entry.objects.get(contribution=parent) if parent else None
    return write(step, Words(text, **words), submission, parent=answered)


def address(step: Step, page: str = "ecrire/") -> str:
    return f"{step.get_absolute_url()}{page}"


def filled(client: Client, url: str, **typed: Any) -> dict[str, Any]:
    """Open the form as a browser does, and give what it would send."""
    form = client.get(url).context["form"]
    return {**{name: form[name].value() or "" for name in form.fields}, **typed}


def send(client: Client, url: str, **typed: Any) -> Any:
    return client.post(url, filled(client, url, **typed))


def shown(client: Client, step: Step, **query: str) -> list[str]:
    page = client.get(step.get_absolute_url(), query).context["page"]
    return [entry.body for entry in page.object_list]


def test_anyone_writes_without_account_and_gets_a_receipt(client: Client, step: Step) -> None:
    response = send(client, address(step), title="Les arbres", body="Gardez-les.")
    contribution = Contribution.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"/recu/{contribution.tracking_code}/")
    assert (contribution.entry.title, contribution.entry.body) == ("Les arbres", "Gardez-les.")
    assert (contribution.author, contribution.state) == (None, "published")
    assert client.get(response.headers["Location"]).status_code == 200


def test_a_contribution_is_read_at_once(client: Client, step: Step) -> None:
    send(client, address(step), body="Gardez les arbres.")
    page = client.get(step.get_absolute_url())
    assert "Gardez les arbres." in page.content.decode()
    alone = client.get(step.component.public_url(Contribution.objects.get()))
    assert "Gardez les arbres." in alone.content.decode()


def test_what_waits_to_be_read_is_seen_by_nobody_else(
    client: Client, officer: Account, public_body: Any
) -> None:
    consultation = make_consultation(public_body=public_body)
    step = make_step(consultation)
    edit_register(
        step.register, publication="after_reading", takes_answers=True, themes="", actor=officer
    )
    make_open(consultation)
    send(client, address(step), body="Pas encore lu.")
    contribution = Contribution.objects.get()
    assert contribution.state == "received"
    assert "Pas encore lu." not in client.get(step.get_absolute_url()).content.decode()
    where = f"{step.get_absolute_url()}contributions/{contribution.tracking_code}/"
    assert client.get(where).status_code == 404
    publish(contribution, actor=officer)
    assert client.get(where).status_code == 200


def test_officers_alone_read_what_waits_and_publish_it(
    browsing_as: SignIn,
    client: Client,
    public_body: Any,
    officer: Account,
    outsider: Account,
    moderator: Account,
) -> None:
    consultation = make_consultation(public_body=public_body)
    step = make_step(consultation)
    edit_register(
        step.register, publication="after_reading", takes_answers=True, themes="", actor=officer
    )
    make_open(consultation)
    contribution = give(Step.objects.get(pk=step.pk), "Pas encore lu.")
    where, data = address(step, "a-lire/"), {"code": contribution.tracking_code}
    assert client.post(where, data).status_code == 404
    for person in (outsider, moderator):
        assert browsing_as(person).get(where).status_code == 404
        assert browsing_as(person).post(where, data).status_code == 404
    assert "Pas encore lu." in browsing_as(officer).get(where).content.decode()
    for _twice in range(2):
        assert browsing_as(officer).post(where, data).status_code == 302
    contribution.refresh_from_db()
    assert contribution.state == "published"
    assert "Pas encore lu." not in browsing_as(officer).get(where).content.decode()


def test_nothing_written_is_said_and_nothing_is_stored(client: Client, step: Step) -> None:
    response = send(client, address(step), title="Un titre", body="  \n ")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Écrivez votre texte." in page
    assert "Un titre" in page
    assert Contribution.objects.count() == 0


def test_a_text_too_long_is_kept_and_its_length_said(client: Client, step: Step) -> None:
    response = send(client, address(step), body="mot " * 5000)
    page = response.content.decode()
    assert response.status_code == 422
    assert "19999 signes" in page
    assert page.count("mot mot mot mot") > 100


def test_the_same_form_twice_gives_the_same_receipt(client: Client, step: Step) -> None:
    data = filled(client, address(step), body="Une fois.")
    first, again = client.post(address(step), data), client.post(address(step), data)
    assert first.headers["Location"] == again.headers["Location"]
    assert Contribution.objects.count() == 1


def test_a_text_that_arrives_too_late_is_given_back(client: Client, step: Step) -> None:
    data = filled(client, address(step), title="Tard", body="Ma nuit de travail.\n<b>Deux</b>")
    closing = step.ends_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(minutes=16), tick=False):
        response = client.post(address(step), data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ma nuit de travail." in page
    assert "&lt;b&gt;Deux&lt;/b&gt;" in page
    assert Contribution.objects.count() == 0


def test_a_form_opened_before_the_closing_has_a_grace(client: Client, step: Step) -> None:
    data = filled(client, address(step), body="Juste après.")
    closing = step.ends_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(minutes=14), tick=False):
        assert client.post(address(step), data).status_code == 302
    assert Contribution.objects.get().timeliness == "in_grace"


def test_a_closed_register_is_still_read(client: Client, step: Step) -> None:
    give(step, "Avant la fin.")
    closing = step.ends_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(days=1), tick=False):
        page = client.get(step.get_absolute_url()).content.decode()
        form = client.get(address(step)).content.decode()
    assert "Avant la fin." in page
    assert "Écrire une contribution</a>" not in page
    assert "<textarea" not in form


def test_an_answer_stands_under_what_it_answers(client: Client, step: Step) -> None:
    first = give(step, "Gardez les arbres.")
    second = give(step, "Pourquoi ?", parent=first)
    where = f"{step.component.public_url(second)}repondre/"
    send(client, where, body="Pour l'ombre.", stance="for")
    third = Entry.objects.get(body="Pour l'ombre.")
    assert (third.parent, third.root, third.depth) == (second.entry, first.entry, 2)
    page = client.get(step.component.public_url(first))
    assert [answer.body for answer in page.context["answers"]] == ["Pourquoi ?", "Pour l'ombre."]


def test_answers_are_refused_where_none_are_taken(client: Client, step: Step) -> None:
    first = give(step, "Gardez les arbres.")
    step.register.takes_answers = False
    step.register.save()
    where = f"{step.component.public_url(first)}repondre/"
    assert client.post(where, {"body": "Non"}).status_code == 404
    with pytest.raises(Refused):
        give(step, "Non", parent=first)


def test_words_are_shown_as_they_were_typed(client: Client, step: Step) -> None:
    first = give(step, "<script>alert(1)</script> [lien](http://x) =1+1", title="<i>Titre</i>")
    for url in (step.get_absolute_url(), step.component.public_url(first)):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<i>Titre" not in page
        assert "&lt;i&gt;Titre&lt;/i&gt;" in page


def test_the_pseudonym_shows_where_it_was_promised(
    browsing_as: SignIn, resident: Account, step: Step
) -> None:
    client = browsing_as(resident)
    send(client, address(step), body="Je signe.")
    contribution = Contribution.objects.get()
    assert contribution.author == resident
    assert "Colette" in client.get(step.component.public_url(contribution)).content.decode()


def test_an_anonymous_consultation_keeps_neither_author_nor_minute(
    browsing_as: SignIn, resident: Account
) -> None:
    step = make_open_step("register", anonymity="anonymous")
    client = browsing_as(resident)
    send(client, address(step), body="Rien ne me relie.", contact="moi@example.org")
    contribution = Contribution.objects.get()
    assert contribution.author is None
    assert contribution.received_at is not None
    assert (contribution.received_at.minute, contribution.received_at.second) == (0, 0)
    assert OutcomeContact.objects.get().contribution is None
    assert not JournalEntry.objects.filter(event="ContributionReceived").exclude(actor=None)


def test_the_secret_of_the_receipt_lets_one_correct(client: Client, step: Step) -> None:
    mine = give(step, "Une fotte.")
    where = step.component.edit_url(mine, receipt_secret(mine))
    before = mine.sha256
    assert "Une fotte." in client.get(where).content.decode()
    assert client.post(where, {"body": "Une faute."}).status_code == 302
    mine.refresh_from_db()
    assert mine.entry.body == "Une faute."
    assert mine.sha256 != before
    assert Entry.objects.matching("faute").exists()
    assert not Entry.objects.matching("fotte").exists()


def test_without_the_secret_nothing_is_corrected(
    client: Client, step: Step, browsing_as: SignIn, outsider: Account
) -> None:
    mine = give(step, "À moi.")
    where = step.component.edit_url(mine, "x" * 26)
    assert client.post(where, {"body": "À toi."}).status_code == 404
    assert browsing_as(outsider).post(where, {"body": "À toi."}).status_code == 404
    assert Entry.objects.get().body == "À moi."


def test_a_correction_too_late_changes_nothing_and_keeps_the_text(
    client: Client, step: Step
) -> None:
    mine = give(step, "Avant.")
    where = step.component.edit_url(mine, receipt_secret(mine))
    closing = step.ends_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(minutes=1), tick=False):
        response = client.post(where, {"body": "Après."})
    assert (response.status_code, Entry.objects.get().body) == (409, "Avant.")
    assert "Après." in response.content.decode()


def test_a_withdrawn_answer_leaves_its_place_without_words(client: Client, step: Step) -> None:
    first = give(step, "Gardez les arbres.")
    second = give(step, "Je regrette ceci.", parent=first)
    give(step, "Et pourtant.", parent=second)
    withdraw(second, actor=None, arrived_at=now())
    page = client.get(step.component.public_url(first)).content.decode()
    assert "Je regrette ceci." not in page
    assert "Une réponse n’est plus affichée ici." in page
    assert "Et pourtant." in page
    where = f"{step.get_absolute_url()}contributions/{second.tracking_code}/"
    assert client.get(where).status_code == 404


def test_a_hidden_answer_that_nobody_answered_leaves_no_trace(
    client: Client, step: Step, moderator: Account
) -> None:
    first = give(step, "Gardez les arbres.")
    hide(give(step, "Insulte.", parent=first), actor=moderator, article="2", reason="Insulte")
    page = client.get(step.component.public_url(first)).content.decode()
    assert "Insulte." not in page
    assert "n’est plus affichée" not in page


def test_search_ignores_accents_and_capitals(client: Client, step: Step) -> None:
    give(step, "Les ŒILLETS de l’été")
    give(step, "Les bancs")
    assert shown(client, step, words="oeillets ETE") == ["Les ŒILLETS de l’été"]


def test_search_looks_through_answers_too(client: Client, step: Step) -> None:
    first = give(step, "Gardez les arbres.")
    give(step, "Et la fontaine ?", parent=first, stance="against")
    assert shown(client, step) == ["Gardez les arbres."]
    assert shown(client, step, words="fontaine") == ["Et la fontaine ?"]
    assert shown(client, step, stance="against") == ["Et la fontaine ?"]


def test_the_list_is_filtered_and_sorted(client: Client, step: Step) -> None:
    give(step, "un", theme="Eau")
    give(step, "deux", theme="Air")
    give(step, "trois", theme="Eau")
    assert shown(client, step) == ["trois", "deux", "un"]
    assert shown(client, step, sort="oldest") == ["un", "deux", "trois"]
    assert shown(client, step, theme="Eau") == ["trois", "un"]
    assert shown(client, step, channel="paper") == []
    assert shown(client, step, theme="Feu", page="zzz", sort="?") == ["trois", "deux", "un"]


def test_an_order_at_random_is_the_same_on_every_page(client: Client, step: Step) -> None:
    for number in range(45):
        give(step, f"n° {number}")
    start = client.get(step.get_absolute_url(), {"sort": "random"})
    seed = re.search(r"seed=(\d+)", start.headers["Location"])
    assert seed is not None
    pages = [shown(client, step, sort="random", seed=seed[1], page=str(n)) for n in (1, 2, 3)]
    told = [text for page in pages for text in page]
    assert sorted(told) == sorted(f"n° {number}" for number in range(45))
    assert told != [f"n° {number}" for number in range(45)]
    assert pages[0] != shown(client, step, sort="random", seed=str(int(seed[1]) + 1))


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_asks_the_same_number_of_queries(
    client: Client, step: Step, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in range(number):
        give(step, "Réponse", parent=give(step, f"n° {count}", theme="Eau"))
    with django_assert_num_queries(5):
        client.get(step.get_absolute_url())


@pytest.mark.parametrize("number", [1, 3])
def test_a_thread_asks_the_same_number_of_queries(
    client: Client, step: Step, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = last = give(step, "Premier")
    for _ in range(number):
        last = give(step, "Suite", parent=last)
    with django_assert_num_queries(7):
        client.get(step.component.public_url(first))


def test_the_feed_holds_what_is_published_alone(
    client: Client, step: Step, moderator: Account
) -> None:
    give(step, "Dans le flux & ailleurs")
    hide(give(step, "Pas dans le flux"), actor=moderator, article="2", reason="Insulte")
    feed = client.get(address(step, "atom/"))
    text = feed.content.decode()
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert "Dans le flux &amp; ailleurs" in text
    assert "Pas dans le flux" not in text


def test_an_address_must_be_proven_where_it_was_promised(
    client: Client, mailoutbox: list[Any]
) -> None:
    step = make_open_step("register", identity_level=1)
    data = filled(client, address(step), body="Avec preuve.")
    assert "Avec preuve." in client.post(address(step), data).content.decode()
    data["email"] = "moi@example.org"
    assert "Avec preuve." in client.post(address(step), data).content.decode()
    assert Contribution.objects.count() == 0
    digits = re.search(r"\d{3}\s?\d{3}", mailoutbox[0].body)
    assert digits is not None
    wrong = client.post(address(step), {**data, "proof": "000 001"})
    assert (wrong.status_code, Contribution.objects.count()) == (422, 0)
    assert client.post(address(step), {**data, "proof": digits[0]}).status_code == 302
    assert Contribution.objects.get().entry.body == "Avec preuve."


def test_rules_of_an_open_register_stay_as_promised(step: Step, officer: Account) -> None:
    register = step.register
    kept: dict[str, Any] = {"takes_answers": True, "actor": officer}
    edit_register(register, publication="at_once", themes="Eau\nAir", **kept)
    with pytest.raises(Frozen):
        edit_register(register, publication="after_reading", themes="Eau\nAir", **kept)
    with pytest.raises(Frozen):
        edit_register(register, publication="at_once", themes="Air", **kept)
