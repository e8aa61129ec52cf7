"""Receiving, correcting, taking back: once, with a receipt, and never later than promised."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from consultations import actions
from consultations.actions import Submission, contributing
from consultations.components.questionnaire.component import QuestionnaireComponent
from consultations.components.register.component import RegisterComponent
from consultations.errors import (
    AlreadyContributed,
    AlreadyReceived,
    EditedElsewhere,
    Refused,
    TooLate,
)
from consultations.models import Contribution, OutcomeContact, Timeliness
from participation.accounts.models import Account
from participation.base.clock import now
from participation.journal.models import Entry
from tests.consultations.sending import send
from tests.factories import make_closed, make_open_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One person has one contribution, as in a questionnaire."""
    monkeypatch.setattr(RegisterComponent, "once_per_person", True)


def lines_of(contribution: Contribution) -> list[str]:
    entries = Entry.objects.filter(subject=f"contribution:{contribution.pk}").order_by("pk")
    return list(entries.values_list("event", flat=True))


def test_what_is_sent_has_a_code_a_hash_and_one_line_in_the_journal(resident: Account) -> None:
    contribution = send(make_open_step(), author=resident)
    assert len(str(contribution.tracking_code)) == 8
    assert len(contribution.sha256) == 64
    assert contribution.author == resident
    assert contribution.timeliness == Timeliness.IN_TIME
    assert lines_of(contribution) == ["ContributionReceived"]


def test_a_visitor_without_account_contributes() -> None:
    assert send(make_open_step(), author=AnonymousUser()).author is None


def test_the_journal_holds_no_words(resident: Account) -> None:
    send(make_open_step(), "Un secret bien gardé", author=resident, contact="qui@example.org")
    told = str(list(Entry.objects.order_by("pk").values_list("payload", flat=True)))
    assert "secret" not in told
    assert "qui@" not in told


def test_the_same_form_again_shows_the_same_receipt() -> None:
    step, key = make_open_step(), uuid4()
    first = send(step, key=key)
    with pytest.raises(AlreadyReceived) as repeated:
        send(step, key=key)
    assert repeated.value.contribution == first
    assert actions.already_received(key) == first
    assert actions.already_received(uuid4()) is None
    assert Contribution.objects.count() == 1


def test_a_draft_sent_twice_is_received_once() -> None:
    step = make_open_step()
    draft = actions.save_draft(step, draft_secret="s3cret")
    submission = Submission(key=uuid4(), arrived_at=now())
    first = actions.receive(step, submission, draft=draft)
    seen_before = Contribution.objects.get(pk=draft.pk)
    again = Submission(key=uuid4(), arrived_at=now())
    with pytest.raises(AlreadyReceived) as repeated:
        actions.receive(step, again, draft=seen_before)
    assert repeated.value.contribution == first


def test_a_withdrawn_contribution_is_no_receipt_for_its_form() -> None:
    step, key = make_open_step(), uuid4()
    actions.withdraw(send(step, key=key), actor=None, arrived_at=now())
    assert actions.already_received(key) is None


def test_after_the_grace_nothing_is_received() -> None:
    step = make_open_step()
    closes_at = step.consultation.closes_at
    assert closes_at is not None
    with pytest.raises(TooLate):
        send(step, at=closes_at + timedelta(minutes=16), opened_at=closes_at - timedelta(hours=1))
    late = send(
        step, at=closes_at + timedelta(minutes=14), opened_at=closes_at - timedelta(hours=1)
    )
    assert late.timeliness == Timeliness.IN_GRACE
    assert Contribution.objects.count() == 1


def test_one_person_has_one_contribution_where_the_step_says_so(once: None) -> None:
    step = make_open_step()
    send(step, identity="somebody")
    with pytest.raises(AlreadyContributed):
        send(step, identity="somebody")
    send(step, identity="somebody else")
    send(step)
    send(step)
    assert Contribution.objects.count() == 4


def test_a_person_who_took_theirs_back_may_contribute_again(once: None) -> None:
    step = make_open_step()
    actions.withdraw(send(step, identity="somebody"), actor=None, arrived_at=now())
    assert send(step, identity="somebody").is_counted


def test_the_same_person_is_another_key_in_another_consultation(once: None) -> None:
    first = send(make_open_step(), identity="somebody")
    second = send(make_open_step(), identity="somebody")
    assert first.participant_key is not None
    assert first.participant_key != second.participant_key
    assert "somebody" not in str(first.participant_key)


def test_a_questionnaire_is_answered_once_and_a_register_is_not() -> None:
    assert QuestionnaireComponent.once_per_person
    step = make_open_step()
    assert send(step, identity="somebody").participant_key is None


def test_a_code_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    step = make_open_step()
    taken = send(step).tracking_code
    drawn = iter([taken, "ZZZZ2222"])
    monkeypatch.setattr(contributing, "readable_code", lambda: next(drawn))
    assert send(step).tracking_code == "ZZZZ2222"


def test_an_anonymous_contribution_keeps_neither_author_nor_minute(resident: Account) -> None:
    step = make_open_step(anonymity="anonymous")
    contribution = send(step, author=resident, assisted_by=resident, contact="Qui@Example.org")
    assert (contribution.author, contribution.assisted_by) == (None, None)
    assert contribution.received_at is not None
    for instant in (contribution.received_at, contribution.created_at, contribution.updated_at):
        assert (instant.minute, instant.second, instant.microsecond) == (0, 0, 0)
    contact = OutcomeContact.objects.get()
    assert (contact.email, contact.contribution) == ("qui@example.org", None)
    assert Entry.objects.get(event="ContributionReceived").actor is None


def test_taking_back_an_anonymous_contribution_keeps_the_hour_alone() -> None:
    contribution = send(make_open_step(anonymity="anonymous"))
    actions.withdraw(contribution, actor=None, arrived_at=now())
    contribution.refresh_from_db()
    assert contribution.updated_at.minute == contribution.updated_at.second == 0


def test_the_database_refuses_an_author_on_what_is_anonymous(resident: Account) -> None:
    contribution = send(make_open_step(anonymity="anonymous"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=contribution.pk).update(author=resident)


def test_an_address_is_kept_once_for_each_consultation() -> None:
    step = make_open_step()
    send(step, contact="Qui@Example.org ")
    send(step, contact="qui@example.org")
    assert [contact.email for contact in OutcomeContact.objects.all()] == ["qui@example.org"]


def test_correcting_seals_again_and_keeps_code_and_salt() -> None:
    contribution = send(make_open_step())
    code, salt, before = contribution.tracking_code, contribution.salt, contribution.sha256
    contribution.entry.body = "Gardez aussi les bancs."
    contribution.entry.save()
    corrected = actions.correct(contribution, actor=None, arrived_at=now())
    assert (corrected.tracking_code, corrected.salt) == (code, salt)
    assert corrected.sha256 != before
    assert lines_of(contribution) == ["ContributionReceived", "ContributionCorrected"]


def test_withdrawing_erases_words_hash_and_address() -> None:
    contribution = send(make_open_step(), contact="qui@example.org")
    actions.withdraw(contribution, actor=None, arrived_at=now())
    contribution.refresh_from_db()
    contribution.entry.refresh_from_db()
    assert (contribution.state, contribution.sha256) == ("withdrawn", "")
    assert contribution.entry.body == ""
    assert not OutcomeContact.objects.exists()
    assert not Contribution.objects.counted().exists()


@pytest.mark.parametrize("act", [actions.correct, actions.withdraw])
def test_nothing_changes_once_withdrawn_or_closed(act: object) -> None:
    withdrawn = send(make_open_step())
    actions.withdraw(withdrawn, actor=None, arrived_at=now())
    with pytest.raises(Refused):
        act(withdrawn, actor=None, arrived_at=now())  # type: ignore[operator]
    step = make_open_step()
    kept = send(step)
    make_closed(step.consultation)
    kept = Contribution.objects.get(pk=kept.pk)
    with pytest.raises(TooLate):
        act(kept, actor=None, arrived_at=now())  # type: ignore[operator]


def test_following_later_keeps_the_address_and_says_so() -> None:
    contribution = send(make_open_step())
    actions.follow(contribution, email="Qui@Example.org", actor=None)
    assert contribution.contacts.get().email == "qui@example.org"
    assert lines_of(contribution)[-1] == "ContributionFollowed"


def test_following_an_anonymous_contribution_joins_nothing() -> None:
    contribution = send(make_open_step(anonymity="anonymous"))
    actions.follow(contribution, email="qui@example.org", actor=None)
    assert OutcomeContact.objects.get().contribution is None
    assert lines_of(contribution) == ["ContributionReceived"]


def test_what_was_taken_back_is_not_followed() -> None:
    contribution = send(make_open_step())
    actions.withdraw(contribution, actor=None, arrived_at=now())
    with pytest.raises(Refused):
        actions.follow(contribution, email="qui@example.org", actor=None)


def test_only_a_received_contribution_is_published() -> None:
    step = make_open_step()
    contribution = send(step)
    Contribution.objects.filter(pk=contribution.pk).update(state="received")
    contribution.refresh_from_db()
    actions.publish(contribution, actor=None)
    assert lines_of(contribution)[-1] == "ContributionPublished"
    with pytest.raises(Refused):
        actions.publish(contribution, actor=None)


def test_a_draft_is_found_again_by_account_or_by_secret(resident: Account) -> None:
    step = make_open_step()
    mine = actions.save_draft(step, author=resident)
    assert actions.save_draft(step, author=resident) == mine
    anybody = actions.save_draft(step, draft_secret="s3cret")
    assert actions.save_draft(step, draft_secret="s3cret") == anybody
    assert actions.save_draft(step, draft_secret="other") not in (mine, anybody)
    assert "s3cret" not in str(anybody.draft_digest)


def test_a_draft_of_an_anonymous_consultation_has_no_owner(resident: Account) -> None:
    step = make_open_step(anonymity="anonymous")
    draft = actions.save_draft(step, author=resident, draft_secret="s3cret")
    assert draft.author is None
    assert actions.save_draft(step, author=resident, draft_secret="s3cret") == draft


def test_a_draft_changed_elsewhere_is_not_overwritten() -> None:
    step = make_open_step()
    seen = actions.save_draft(step, draft_secret="s3cret").revision
    actions.save_draft(step, draft_secret="s3cret", revision=seen)
    with pytest.raises(EditedElsewhere):
        actions.save_draft(step, draft_secret="s3cret", revision=seen)


def test_a_draft_may_be_forgotten_and_a_contribution_may_not() -> None:
    step = make_open_step()
    actions.delete_draft(actions.save_draft(step, draft_secret="s3cret"))
    assert not Contribution.objects.exists()
    with pytest.raises(Refused):
        actions.delete_draft(send(step))
    assert Contribution.objects.count() == 1


def test_hiding_needs_an_article_and_a_reason_and_is_undone() -> None:
    contribution = send(make_open_step())
    with pytest.raises(Refused):
        actions.hide(contribution, actor=None, article="3", reason=" ")
    before = contribution.state
    actions.hide(contribution, actor=None, article="3", reason="Nomme un voisin.")
    assert contribution.is_hidden and contribution.is_counted
    actions.hide(contribution, actor=None, article="4", reason="Autre motif.")
    assert contribution.state_before == before
    actions.restore(contribution, actor=None)
    assert (contribution.state, contribution.hidden_reason) == (before, "")
    with pytest.raises(Refused):
        actions.restore(contribution, actor=None)


def test_what_was_taken_back_is_not_hidden() -> None:
    contribution = send(make_open_step())
    actions.withdraw(contribution, actor=None, arrived_at=now())
    with pytest.raises(Refused):
        actions.hide(contribution, actor=None, article="3", reason="Trop tard.")


def test_the_database_refuses_to_hide_without_a_reason() -> None:
    contribution = send(make_open_step())
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=contribution.pk).update(state="hidden")
