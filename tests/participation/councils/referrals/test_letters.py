"""The letter to the addressee is the sending itself; members are told, and nobody else."""

import pytest

from participation.accounts.models import Account
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Means
from participation.councils.referrals.queries import letter_of
from participation.notifications.actions import sweep
from participation.notifications.models import Letter
from tests.participation.councils.referrals.making import make_adopted
from tests.participation.councils.threads.making import hear_all


@pytest.mark.parametrize("means", Means)
def test_sending_writes_to_the_addressee_only_by_e_mail(
    council: Council, coordinator: Account, means: Means
) -> None:
    referral = make_adopted(council)
    hear_all()
    Letter.objects.all().delete()
    actions.send_referral(referral, actor=coordinator, means=means, reference="RK 1")
    hear_all()
    letter = letter_of(referral)
    assert (letter is not None) == (means == Means.EMAIL)
    if letter is not None:
        assert letter.recipient == "saisines@prefecture.example.org"
        for words in (referral.title, referral.difficulties, referral.requests, referral.sha256):
            assert words in letter.text
        assert referral.get_absolute_url() in letter.text
        sweep()
        letter.refresh_from_db()
        assert letter.sent_at is not None
    told = Letter.objects.filter(kind="referral_followed").order_by("pk")
    assert {one.recipient for one in told} == {"conseillere@example.org", coordinator.email}


def test_letters_to_members_say_nothing_of_an_adopted_text(
    council: Council, former_member: Account
) -> None:
    referral = make_adopted(council, title="Un secret")
    hear_all()
    (letter,) = Letter.objects.filter(kind="referral_step")
    assert (letter.guard, letter.guarded_id) == ("council", council.pk)
    assert "secret" not in f"{letter.subject} {letter.text} {letter.html}"
    assert referral.space_url in letter.text
    assert former_member.email not in letter.recipient
