"""What officers find on their dashboard of what councils ask of the organism they act for."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participation.accounts.models import Account, PublicBody
from participation.councils.models import Council
from participation.councils.referrals.choices import State
from tests.cms.conftest import InAdmin
from tests.participation.councils.referrals.making import make_referral, make_sent, make_step


@pytest.mark.usefixtures("section", "other_section")
def test_officers_find_what_awaits_their_answer_and_nothing_else(
    council: Council,
    public_body: PublicBody,
    officer: Account,
    outsider: Account,
    in_admin: InAdmin,
) -> None:
    delays = reverse("referrals:body_delays", args=[public_body.slug])
    page = in_admin(officer).get("/cms/").text
    assert "Aucun conseil n’attend de réponse de vous." in page and delays in page
    day = council.today - timedelta(days=17)
    waiting, done = (make_sent(council, day, addressee=public_body) for _one in range(2))
    make_step(done, State.CLOSED)
    draft = make_referral(council, addressee=public_body)
    page = in_admin(officer).get("/cms/").text
    assert reverse("referrals:answer", args=[council.slug, waiting.pk]) in page
    assert "En retard de 2" in page.replace("\xa0", " ")
    assert done.title not in page and draft.title not in page
    page = in_admin(outsider).get("/cms/").text
    assert waiting.title not in page and delays not in page
