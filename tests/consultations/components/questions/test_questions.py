from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.test import Client

from consultations.actions import hide
from consultations.components.questions import actions
from consultations.components.questions.models import Desk, Erratum, Question, Support, Waiting
from consultations.components.questions.queries import alike, standing
from consultations.errors import Frozen, Refused, TooLate
from consultations.models import Contribution, Step
from consultations.receipts import receipt_secret
from participation.accounts.actions import erase_account
from participation.accounts.models import Account
from participation.base.clock import now
from participation.journal.models import Entry
from participation.notifications.models import Letter
from tests.consultations.components.questions.making import a_step, asked, fresh
from tests.factories import make_officer
from tests.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(db: None) -> Step:
    return a_step()


@pytest.fixture
def answerer(step: Step) -> Account:
    return make_officer(step.consultation.public_body)


def page_of(question: Question) -> str:
    contribution = question.contribution
    return contribution.component.public_url(contribution)


def text_of(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def shown(client: Client, step: Step, **query: str) -> list[str]:
    page = client.get(step.get_absolute_url(), query).context["page"]
    return [question.text for question in page.object_list]


def test_a_step_of_the_first_rung_opens_with_questions(step: Step) -> None:
    assert (step.consultation.rung, step.is_open) == ("information", True)


def test_similar_questions_are_shown_before_sending_and_block_nothing(
    client: Client, step: Step
) -> None:
    asked(step, "Quand ouvrira la nouvelle médiathèque ?")
    asked(step, "Pourquoi le marché change-t-il de place ?")
    address = f"{step.get_absolute_url()}poser/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data["text"] = "À quelle date la médiathèque va-t-elle ouvrir ?"
    response = client.post(address, data)
    near = [question.text for question in response.context["alike"]]
    assert near == ["Quand ouvrira la nouvelle médiathèque ?"]
    assert Question.objects.count() == 2
    again: Any = client.post(address, {**data, "again": "1"})
    assert "va-t-elle ouvrir" in again.content.decode()
    sent: Any = client.post(address, {**data, "checked": "1"})
    assert sent.status_code == 302
    assert Question.objects.count() == 3


def test_hidden_questions_and_short_words_resemble_nothing(step: Step, moderator: Account) -> None:
    question = asked(step, "Quand ouvrira la médiathèque ?")
    assert [row.pk for row in alike(step, "La médiathèque, quand ?")] == [question.pk]
    hide(question.contribution, actor=moderator, article="2", reason="Publicité")
    assert alike(step, "La médiathèque, quand ?") == []
    assert alike(step, "Et là, où ?") == []


def test_the_delay_is_counted_from_the_day_it_came(step: Step) -> None:
    question = asked(step, "Quand ?")
    days = step.question_desk.answer_days
    received = question.contribution.received_at
    assert received is not None
    day_of = step.consultation.day_of
    assert question.due_on == day_of(received) + timedelta(days=days)
    assert (question.days_late, question.days_left) == (0, days)
    with time_machine.travel(received + timedelta(days=days), tick=False):
        assert (question.days_late, question.days_left, standing(step).late) == (0, 0, 0)
    with time_machine.travel(received + timedelta(days=days + 2), tick=False):
        assert (question.days_late, standing(step).late) == (2, 1)


def test_lateness_is_public_and_stays_after_the_answer(
    client: Client, step: Step, answerer: Account
) -> None:
    question = asked(step, "Quand ?")
    late = now() + timedelta(days=step.question_desk.answer_days + 3)
    with time_machine.travel(late, tick=True):
        assert "en retard de 3 jours" in text_of(client, page_of(question))
        assert shown(client, step, show="late") == ["Quand ?"]
        actions.answer(question, text="En mai.", signed_by="Voirie", actor=answerer)
        assert "avec 3 jours de retard" in text_of(client, page_of(question))
        assert shown(client, step, show="late") == []
        assert standing(step).answered_late == 1
    given = fresh(step, question.contribution_id).answer
    actions.correct_answer(given, text="En juin.", reason="Le mois.", actor=answerer)
    assert fresh(step, question.contribution_id).days_late == 3


def test_the_promised_delay_never_changes_once_open(step: Step, answerer: Account) -> None:
    with pytest.raises(Frozen):
        actions.edit_desk(step.question_desk, publication="at_once", answer_days=60, actor=answerer)
    assert Desk.objects.get(step=step).answer_days == 15


def test_a_delay_lies_between_one_and_ninety_days(step: Step) -> None:
    with pytest.raises(ValidationError):
        Desk(step=step, answer_days=91).full_clean()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Trois", "Deux", "Un"]),
        ({"sort": "supported"}, ["Deux", "Un", "Trois"]),
        ({"sort": "oldest"}, ["Un", "Deux", "Trois"]),
        ({"show": "unanswered"}, ["Trois", "Deux"]),
        ({"show": "answered"}, ["Un"]),
        ({"words": "TROIS"}, ["Trois"]),
        ({"sort": "rubbish", "show": "rubbish"}, ["Trois", "Deux", "Un"]),
    ],
)
def test_the_list_is_searched_and_sorted(
    client: Client, step: Step, answerer: Account, query: dict[str, str], expected: list[str]
) -> None:
    first, second, _third = (asked(step, text) for text in ("Un", "Deux", "Trois"))
    actions.change_support(second, voter="a")
    actions.answer(first, text="Oui.", signed_by="Voirie", actor=answerer)
    assert shown(client, step, **query) == expected


def test_support_counts_once_and_is_taken_back(client: Client, step: Step) -> None:
    question = asked(step, "Quand ?")
    address = f"{page_of(question)}soutenir/"
    assert not client.get(page_of(question)).cookies
    client.post(address, {"contact": ""})
    assert fresh(step, question.contribution_id).support_count == 1
    Client().post(address, {"contact": ""})
    assert fresh(step, question.contribution_id).support_count == 2
    client.post(address, {"contact": ""})
    assert (fresh(step, question.contribution_id).support_count, Support.objects.count()) == (1, 1)
    line = Entry.objects.filter(event="PublicQuestionSupported").first()
    assert line is not None
    assert line.actor is None


def test_support_ends_with_the_step(step: Step) -> None:
    question = asked(step, "Quand ?")
    assert step.ends_at is not None
    with time_machine.travel(step.ends_at, tick=False), pytest.raises(TooLate):
        actions.change_support(question, voter="a")
    assert Support.objects.count() == 0


def test_those_who_wait_are_told_once_and_their_address_is_forgotten(
    client: Client,
    step: Step,
    answerer: Account,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Any,
) -> None:
    question = asked(step, "Quand ?", contact="qui@example.org")
    client.post(f"{page_of(question)}soutenir/", {"contact": "Aussi@example.org"})
    with django_capture_on_commit_callbacks(execute=True):
        given = actions.answer(question, text="En mai.", signed_by="Voirie", actor=answerer)
    letters = Letter.objects.filter(kind="question_answered").order_by("recipient")
    assert [letter.recipient for letter in letters] == ["aussi@example.org", "qui@example.org"]
    assert all(page_of(question) in str(mail.body) for mail in mailoutbox)
    assert len(mailoutbox) == 2
    assert Waiting.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        actions.correct_answer(given, text="En juin.", reason="Le mois.", actor=answerer)
    assert Letter.objects.filter(kind="question_answered").count() == 2


def test_an_anonymous_step_keeps_no_address_beside_a_question() -> None:
    step = a_step(anonymity="anonymous")
    question = asked(step, "Quand ?", contact="qui@example.org")
    actions.change_support(question, voter="a", email="aussi@example.org")
    assert Waiting.objects.count() == 0


def test_the_address_of_an_erased_account_is_forgotten(
    step: Step, resident: Account, django_capture_on_commit_callbacks: Any
) -> None:
    question = asked(step, "Quand ?")
    actions.change_support(question, voter="a", email="autre@example.org", account=resident)
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(resident, actor=resident)
    assert Waiting.objects.count() == 0


def test_addresses_do_not_wait_for_ever(step: Step) -> None:
    asked(step, "Quand ?", contact="qui@example.org")
    assert step.component.tidy() == 0
    assert step.ends_at is not None
    with time_machine.travel(step.ends_at + timedelta(days=366), tick=False):
        assert step.component.tidy() == 1


def test_a_correction_of_an_answer_is_read_by_all_with_what_it_said(
    client: Client, browsing_as: SignIn, step: Step, answerer: Account
) -> None:
    question = asked(step, "Quand ?")
    desk = browsing_as(answerer)
    address = f"{page_of(question)}repondre/"
    desk.post(address, {"text": "Le 4 mai.", "signed_by": "Voirie"})
    same = desk.post(address, {"text": "Le 4 mai.", "reason": "Rien"})
    assert same.status_code == 422
    assert desk.post(address, {"text": "Le 11 mai.", "reason": ""}).status_code == 422
    desk.post(address, {"text": "Le 11 mai.", "reason": "Le chantier glisse."})
    html = text_of(client, page_of(question))
    assert all(words in html for words in ("Le 11 mai.", "Le 4 mai.", "Le chantier glisse."))
    assert Erratum.objects.count() == 1


def test_only_officers_of_the_body_answer(
    browsing_as: SignIn, step: Step, resident: Account, moderator: Account, outsider: Account
) -> None:
    question = asked(step, "Quand ?")
    for person in (resident, moderator, outsider):
        browser = browsing_as(person)
        assert browser.get(f"{page_of(question)}repondre/").status_code == 404
        assert browser.get(f"{step.get_absolute_url()}a-repondre/").status_code == 404
        with pytest.raises(Refused):
            actions.answer(question, text="Non.", signed_by="Moi", actor=person)


def test_officers_see_what_presses_most_with_the_days_left(
    browsing_as: SignIn, step: Step, answerer: Account, moderator: Account
) -> None:
    first, hidden = asked(step, "Un"), asked(step, "Masquée")
    hide(hidden.contribution, actor=moderator, article="2", reason="Publicité")
    with time_machine.travel(now() + timedelta(days=5), tick=True):
        asked(step, "Deux")
        response = browsing_as(answerer).get(f"{step.get_absolute_url()}a-repondre/")
    assert [row.text for row in response.context["page"]] == ["Un", "Deux"]
    assert "Il reste 10 jours." in response.content.decode()
    actions.answer(first, text="Oui.", signed_by="Voirie", actor=answerer)
    rest = browsing_as(answerer).get(f"{step.get_absolute_url()}a-repondre/")
    assert [row.text for row in rest.context["page"]] == ["Deux"]


def test_a_question_read_first_appears_when_it_is_published(
    client: Client, browsing_as: SignIn, step: Step, answerer: Account
) -> None:
    Desk.objects.filter(step=step).update(publication="after_reading")
    step = Step.objects.select_related("consultation").get(pk=step.pk)
    question = asked(step, "Quand ?")
    assert shown(client, step) == []
    with pytest.raises(Refused):
        actions.answer(question, text="Oui.", signed_by="Voirie", actor=answerer)
    code = question.contribution.tracking_code
    browsing_as(answerer).post(f"{step.get_absolute_url()}a-repondre/", {"code": code})
    client.logout()
    assert shown(client, step) == ["Quand ?"]


def test_the_author_corrects_until_others_support_it(client: Client, step: Step) -> None:
    question = asked(step, "Quand ?")
    contribution = question.contribution
    secret = receipt_secret(contribution)
    address = contribution.component.edit_url(contribution, secret)
    assert client.post(address, {"text": "À quelle date ?"}).status_code == 302
    assert shown(client, step) == ["À quelle date ?"]
    actions.change_support(question, voter="a")
    refused = client.post(address, {"text": "Autre chose"})
    assert refused.status_code == 409
    contribution = Contribution.objects.get(pk=contribution.pk)
    assert contribution.component.edit_url(contribution, secret) == ""
    assert client.get(address.replace(secret, "faux")).status_code == 404


def test_two_officers_give_one_answer(step: Step, answerer: Account) -> None:
    question = asked(step, "Quand ?")
    actions.answer(question, text="Oui.", signed_by="Voirie", actor=answerer)
    again = fresh(step, question.contribution_id)
    with pytest.raises(Refused):
        actions.answer(again, text="Non.", signed_by="Parcs", actor=answerer)
    assert fresh(step, question.contribution_id).answer.text == "Oui."
