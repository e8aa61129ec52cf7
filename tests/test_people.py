from participation.accounts.models import Account, PublicBody
from participation.accounts.rules import acts_for
from tests.factories import make_consultation


def test_only_the_officer_acts_for_the_public_body(
    public_body: PublicBody,
    resident: Account,
    councillor: Account,
    moderator: Account,
    officer: Account,
    outsider: Account,
) -> None:
    cast = [resident, councillor, moderator, officer, outsider]
    assert [person for person in cast if acts_for(person, public_body.pk)] == [officer]


def test_a_made_consultation_lacks_only_its_steps(public_body: PublicBody) -> None:
    consultation = make_consultation(public_body=public_body, rung="co_construction")
    assert [missing.field for missing in consultation.missing()] == ["steps"]
