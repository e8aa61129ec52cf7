"""Words come off a page only with an article and a reason, and somebody else decides on appeal."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consultations.errors import Refused
from consultations.models import Contribution
from consultations.moderation import actions, queries
from consultations.moderation.models import Appeal, Decision, Report
from consultations.receipts import receipt_path
from participation.accounts.models import Account
from participation.journal.actions import hear
from participation.journal.models import Entry
from participation.notifications.models import Letter
from tests.consultations.sending import send
from tests.factories import make_account, make_officer, make_open_step
from tests.people import SignIn

pytestmark = pytest.mark.django_db
LONG = "Le même texte, envoyé par toute une rue pour demander un passage piéton."


@pytest.fixture
def sent() -> Contribution:
    return send(make_open_step(), "Le maire de ce quartier est un âne.", contact="qui@example.org")


@pytest.fixture
def second(db: None) -> Account:
    return make_account("relecture@example.org", is_moderator=True)


def hear_all() -> None:
    for entry_id in list(Entry.objects.filter(heard_at=None).values_list("pk", flat=True)):
        assert hear(entry_id)


def judge(client: Client, contribution: Contribution, **data: str) -> Any:
    address = reverse("consultations:judge", args=[contribution.tracking_code])
    return client.post(address, data)


def test_a_report_is_kept_once_for_each_reader_and_hides_nothing(
    client: Client, browsing_as: SignIn, sent: Contribution, moderator: Account
) -> None:
    address = reverse("consultations:report", args=[sent.tracking_code])
    assert client.get(address).status_code == 200
    for _ in range(3):
        assert client.post(address, {"article": "1", "details": "un âne"}).status_code == 302
    assert Report.objects.count() == 1
    refused = client.post(address, {"details": "Ce que j’ai écrit"})
    assert refused.status_code == 422
    assert "Ce que j’ai écrit" in refused.content.decode()
    sent.refresh_from_db()
    assert sent.state == Contribution.State.PUBLISHED
    queue = browsing_as(moderator).get(reverse("consultations:moderation")).content.decode()
    assert str(sent.tracking_code) in queue
    assert "un âne" in queue


def test_only_moderators_find_the_queue_and_nobody_judges_for_their_own_body(
    client: Client,
    browsing_as: SignIn,
    sent: Contribution,
    resident: Account,
    officer: Account,
    moderator: Account,
) -> None:
    pages = [
        reverse("consultations:moderation"),
        reverse("consultations:moderation_decisions"),
        reverse("consultations:judge", args=[sent.tracking_code]),
    ]
    assert [client.get(page).status_code for page in pages] == [404] * 3
    for person in (resident, officer):
        assert [browsing_as(person).get(page).status_code for page in pages] == [404] * 3
    assert [browsing_as(moderator).get(page).status_code for page in pages] == [200] * 3
    own = make_officer(sent.consultation.public_body, "deux@example.org", is_moderator=True)
    assert browsing_as(own).get(pages[2]).status_code == 404
    with pytest.raises(Refused):
        actions.hide(sent, article="1", reason="Insulte", actor=own)


def test_hiding_demands_an_article_and_a_reason_and_tells_the_author(
    browsing_as: SignIn, sent: Contribution, moderator: Account
) -> None:
    client = browsing_as(moderator)
    assert judge(client, sent, act="hide", article="", reason="Insulte").status_code == 422
    kept = judge(client, sent, act="hide", article="1", reason="")
    assert kept.status_code == 422
    assert judge(client, sent, act="hide", article="1", reason="« un âne »").status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.hidden_article) == ("hidden", "1. Insultes et menaces")
    hear_all()
    letter = Letter.objects.get(kind="words_hidden")
    assert letter.recipient == "qui@example.org"
    assert "« un âne »" in letter.text
    assert "âne." not in letter.subject
    receipt = client.get(receipt_path(sent)).content.decode()
    assert "« un âne »" in receipt
    assert "recours/" in receipt


def test_another_person_decides_on_appeal_and_may_show_the_words_again(
    client: Client,
    browsing_as: SignIn,
    sent: Contribution,
    moderator: Account,
    second: Account,
) -> None:
    actions.hide(sent, article="1", reason="Insulte", actor=moderator)
    sent.refresh_from_db()
    address = receipt_path(sent) + "recours/"
    assert client.get("/recu/ABCDEFGH/faux/recours/").status_code == 404
    assert client.post(address, {"words": "C’est de l’humour."}).status_code == 302
    again = client.post(address, {"words": "Encore."})
    assert again.status_code == 409
    assert "Encore." in again.content.decode()
    appeal = Appeal.objects.get()
    decide = reverse("consultations:decide_appeal", args=[appeal.pk])
    assert browsing_as(moderator).get(decide).status_code == 404
    with pytest.raises(Refused):
        actions.decide_appeal(appeal, is_granted=False, reason="Non", actor=moderator)
    with pytest.raises(Refused):
        actions.restore(sent, reason="Finalement", actor=moderator)
    other = browsing_as(second)
    assert other.get(decide).status_code == 200
    answer = {"granted": "yes", "reason": "L’image est rude, pas injurieuse."}
    assert other.post(decide, answer).status_code == 302
    sent.refresh_from_db()
    assert sent.state == Contribution.State.PUBLISHED
    hear_all()
    assert "pas injurieuse" in Letter.objects.get(kind="appeal_decided").text
    figures = queries.counters(sent.consultation)
    assert (figures.appeals, figures.granted, figures.hidden_now) == (1, 1, 0)


def test_the_database_refuses_an_appeal_decided_by_the_first_person(
    sent: Contribution, moderator: Account
) -> None:
    decision = actions.hide(sent, article="1", reason="Insulte", actor=moderator)
    sent.refresh_from_db()
    appeal = actions.make_appeal(sent, words="Non.", actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            decided_by=decision.decided_by, decided_at=appeal.made_at, is_granted=False, reason="X"
        )


def test_keeping_answers_reports_and_leaves_a_trace(sent: Contribution, moderator: Account) -> None:
    actions.report(sent, article="1", details="", by="a", actor=None)
    actions.keep(sent, reason="Une critique, rien de plus.", actor=moderator)
    assert not queries.to_read(moderator).exists()
    assert Decision.objects.get().act == Decision.Act.KEEP
    actions.report(sent, article="1", details="", by="a", actor=None)
    assert queries.to_read(moderator).get() == sent


def test_the_same_text_sent_again_is_grouped_and_every_sending_counts(
    moderator: Account, browsing_as: SignIn
) -> None:
    step = make_open_step()
    for _ in range(3):
        send(step, LONG)
    send(step, LONG.upper())
    send(step, "Un autre texte, tout aussi long, qui ne dit pas du tout la même chose.")
    hear_all()
    groups = queries.repeated(moderator)
    assert [group.count for group in groups] == [4]
    assert Contribution.objects.counted().count() == 5
    page = browsing_as(moderator).get(reverse("consultations:moderation")).content.decode()
    assert "4 envois" in page


def test_the_queue_asks_the_same_number_of_queries_for_one_and_three(
    browsing_as: SignIn, moderator: Account, django_assert_num_queries: Any
) -> None:
    client = browsing_as(moderator)
    step = make_open_step()
    client.get(reverse("consultations:moderation"))  # the first visit notes the device
    for number in (1, 2):
        for each in range(number):
            row = send(step, f"Parole {number} {each}")
            actions.report(row, article="1", details="", by="a", actor=None)
            held = send(step, f"Autre {number} {each}")
            actions.hold(held, article="3", reason="Un nom", actor=moderator)
        with django_assert_num_queries(15):
            client.get(reverse("consultations:moderation"))


def test_anyone_reads_the_charter_and_the_figures(client: Client, sent: Contribution) -> None:
    charter = client.get(reverse("consultations:charter")).content.decode()
    assert "3. Vie privée" in charter
    address = reverse("consultations:moderation_figures", args=[sent.consultation.slug])
    assert "Contributions reçues" in client.get(address).content.decode()
