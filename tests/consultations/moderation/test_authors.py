"""Where people answer one another, an author may be warned, or kept away for a time."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consultations.components.debate.models import Argument
from consultations.errors import Refused
from consultations.models import Contribution, Step
from consultations.moderation import actions, queries
from consultations.moderation.models import Appeal, Decision
from consultations.receipts import receipt_path
from participation.accounts.models import Account
from participation.base.clock import now
from participation.journal.models import Entry
from participation.notifications.models import Letter
from tests.consultations.components.assembly.making import ask, make_open_meeting
from tests.consultations.components.debate.making import a_debate, say
from tests.consultations.sending import send
from tests.factories import make_account, make_open_step
from tests.participation.councils.threads.making import hear_all
from tests.people import SignIn

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def step(db: None) -> Step:
    return a_debate()


@pytest.fixture
def said(step: Step, resident: Account) -> Contribution:
    return say(step, "Taisez-vous donc.", author=resident).contribution


def exclude(contribution: Contribution, actor: Account, **given: Any) -> Decision:
    given = {"article": "1", "reason": "Un mot de trop.", "lasts": DAY, **given}
    return actions.exclude(contribution, actor=actor, **given)


def test_who_is_warned_is_told_and_writes_on(
    browsing_as: SignIn, said: Contribution, resident: Account, moderator: Account
) -> None:
    address = reverse("consultations:judge", args=[said.tracking_code])
    client = browsing_as(moderator)
    assert "Avertir l’auteur" in client.get(address).content.decode()
    bare = client.post(address, {"act": "warn", "article": "", "reason": "Restez calme."})
    assert bare.status_code == 422
    sent = client.post(address, {"act": "warn", "article": "1", "reason": "Restez calme."})
    assert sent.status_code == 302
    hear_all()
    letter = Letter.objects.get(kind="author_measure")
    assert letter.recipient == resident.email
    assert "Restez calme." in letter.text and "recours" not in letter.subject
    receipt = browsing_as(resident).get(receipt_path(said)).content.decode()
    assert "Restez calme." in receipt and "recours/" in receipt
    page = browsing_as(resident).get(said.step.get_absolute_url()).content.decode()
    assert "Taisez-vous donc." in page and "Restez calme." not in page
    say(said.step, "Pardon.", author=resident)
    assert "Restez calme." not in str(list(Entry.objects.values_list("payload", flat=True)))


def test_who_is_kept_away_writes_again_when_the_time_is_over(
    browsing_as: SignIn, said: Contribution, resident: Account, moderator: Account
) -> None:
    decision = exclude(said, moderator)
    with pytest.raises(Refused, match="Vous ne pouvez plus écrire ici"):
        say(said.step, "Encore moi.", author=resident)
    say(said.step, "Moi, je peux.", author=make_account("voisin@example.org"))
    say(said.step, "Moi aussi.")
    say(a_debate(), "Ailleurs aussi.", author=resident)
    client = browsing_as(resident)
    assert client.get(said.step.get_absolute_url()).status_code == 200
    assert Argument.objects.filter(contribution__author=resident).count() == 2
    with time_machine.travel(decision.decided_at + DAY + timedelta(seconds=1)):
        assert queries.exclusion_of(resident, said.step) is None


def test_the_form_keeps_what_was_typed_by_who_is_kept_away(
    browsing_as: SignIn, said: Contribution, resident: Account, moderator: Account
) -> None:
    exclude(said, moderator)
    client = browsing_as(resident)
    address = f"{said.step.get_absolute_url()}ecrire/"
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(address, {**typed, "text": "Je voulais dire.", "side": "for"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Vous ne pouvez plus écrire ici" in page and "Je voulais dire." in page


def test_another_person_may_let_the_author_write_again(
    client: Client, browsing_as: SignIn, said: Contribution, resident: Account, moderator: Account
) -> None:
    exclude(said, moderator)
    address = receipt_path(said) + "recours/"
    assert client.post(address, {"words": "C’était une plaisanterie."}).status_code == 302
    assert client.post(address, {"words": "Encore."}).status_code == 409
    appeal = Appeal.objects.get()
    answer = {"granted": "yes", "reason": "Le ton était léger."}
    decide = reverse("consultations:decide_appeal", args=[appeal.pk])
    assert browsing_as(moderator).post(decide, answer).status_code == 404
    second = make_account("relecture@example.org", is_moderator=True)
    assert browsing_as(second).post(decide, answer).status_code == 302
    say(said.step, "Merci.", author=resident)
    judged = reverse("consultations:judge", args=[said.tracking_code])
    for page in (judged, receipt_path(said)):
        assert "Le ton était léger." in browsing_as(moderator).get(page).content.decode()
    hear_all()
    letter = Letter.objects.get(kind="appeal_decided")
    assert "la première décision est annulée" in letter.text
    said.refresh_from_db()
    assert said.state == Contribution.State.PUBLISHED


def test_a_hidden_text_and_its_author_are_appealed_one_after_the_other(
    said: Contribution, moderator: Account
) -> None:
    exclude(said, moderator)
    hiding = actions.hide(said, article="1", reason="Insulte", actor=moderator)
    said.refresh_from_db()
    assert actions.make_appeal(said, words="Non.", actor=None).decision == hiding
    assert actions.make_appeal(said, words="Non plus.", actor=None).decision.act == "exclude"
    with pytest.raises(Refused):
        actions.make_appeal(said, words="Toujours non.", actor=None)


def test_nobody_is_kept_away_who_is_not_known_nor_where_nobody_answers(
    browsing_as: SignIn, step: Step, moderator: Account
) -> None:
    unknown = say(step, "Bof.").contribution
    page = browsing_as(moderator).get(reverse("consultations:judge", args=[unknown.tracking_code]))
    assert "Avertir l’auteur" in page.content.decode()
    assert "Empêcher l’auteur" not in page.content.decode()
    with pytest.raises(Refused):
        exclude(unknown, moderator)
    elsewhere = send(make_open_step(), "Un avis.")
    with pytest.raises(Refused):
        actions.warn(elsewhere, article="1", reason="Non.", actor=moderator)
    with pytest.raises(Refused):
        actions.warn(unknown, article="1", reason="", actor=moderator)
    assert not Decision.objects.exists()


def test_a_meeting_keeps_somebody_away_as_well(resident: Account, moderator: Account) -> None:
    assembly = make_open_meeting(anonymity="pseudonym")
    question = ask(assembly, "Vous moquez-vous ?", author=resident)
    exclude(question.contribution, moderator, lasts=timedelta(days=90))
    assert Decision.objects.filter(until__lte=now() + timedelta(days=7)).exists()
    with pytest.raises(Refused, match="Vous ne pouvez plus écrire ici"):
        ask(assembly, "Encore ?", author=resident)


def test_the_database_refuses_an_exclusion_without_an_end(
    said: Contribution, moderator: Account
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            contribution=said, act="exclude", article="1", reason="X", decided_by=moderator
        )
