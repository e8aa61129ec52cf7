import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.accounts.actions import appoint_officer
from participation.accounts.models import Account, PublicBody
from participation.councils.actions import end_mandate, open_exceptional_access
from participation.councils.choices import EndReason
from participation.councils.documents.actions import make_folder
from participation.councils.models import Council, Membership
from participation.councils.standing import (
    may_animate,
    may_coordinate,
    may_read,
    may_speak,
    may_vote,
    standing_in,
)
from tests.factories import make_account, make_member
from tests.people import SignIn

RIGHTS = (may_read, may_speak, may_vote, may_animate, may_coordinate)
CAST = {
    "councillor": {may_read, may_speak, may_vote},
    "coordinator": {may_read, may_speak, may_vote, may_animate, may_coordinate},
    "animator": {may_read, may_speak, may_animate},
}
VALUES = re.compile(r"'[^']*'|\w*\d\w*")  # what differs between two runs of one statement
OUTSIDE = (
    *("former_member", "neighbour", "resident", "officer"),
    *("outsider", "moderator", "administrator", "nobody"),
)


@pytest.mark.parametrize("role", CAST)
def test_each_role_inside_has_its_rights_and_no_other(
    council: Council, role: str, request: Any
) -> None:
    standing = standing_in(council, request.getfixturevalue(role))
    assert standing is not None
    assert {right for right in RIGHTS if right(standing)} == CAST[role]


@pytest.mark.parametrize("role", OUTSIDE)
def test_from_outside_a_space_is_like_one_that_does_not_exist(
    council: Council, role: str, request: Any, browsing_as: SignIn
) -> None:
    person = request.getfixturevalue(role)
    client = browsing_as.client if isinstance(person, AnonymousUser) else browsing_as(person)
    there, nowhere = council.space_url, council.space_url.replace("les-tilleuls", "nulle-part")
    answers = [client.get(there), client.get(nowhere)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content.replace(b"les-tilleuls", b"nulle-part") == answers[1].content


@pytest.mark.parametrize("role", OUTSIDE)
def test_the_same_statements_are_sent_whatever_stands_there(
    council: Council, role: str, request: Any, browsing_as: SignIn
) -> None:
    """The time of an answer tells nothing: the database is asked the same, of all or nothing."""
    person = request.getfixturevalue(role)
    client = browsing_as.client if isinstance(person, AnonymousUser) else browsing_as(person)
    folder = make_folder(council, actor=None, name="Budget")
    nowhere = "/conseils/nulle-part/espace/"
    client.get(nowhere)  # a first page notes the session
    asked = []
    for place in (
        nowhere,
        council.space_url,
        folder.get_absolute_url(),
        f"{council.space_url}documents/dossiers/999999/",
    ):
        with CaptureQueriesContext(connection) as sent:
            assert client.get(place).status_code == 404
        asked.append([VALUES.sub("?", one["sql"]) for one in sent.captured_queries])
    assert asked == asked[:1] * 4


def test_an_officer_with_a_mandate_stays_outside_where_the_framework_says_so(
    council: Council, councillor: Account, public_body: PublicBody
) -> None:
    appoint_officer(councillor, public_body, actor=None)
    assert standing_in(council, councillor) is None
    council.framework.bars_officers = False
    council.framework.save()
    assert standing_in(council, councillor) is not None


def test_access_ends_the_day_the_mandate_ends(council: Council, councillor: Account) -> None:
    membership = Membership.objects.get(account=councillor)
    end_mandate(membership, reason=EndReason.RESIGNED, actor=councillor)
    assert standing_in(council, councillor) is None


def test_a_substitute_waits_outside(council: Council) -> None:
    substitute = make_account()
    make_member(council, substitute, is_substitute=True)
    assert standing_in(council, substitute) is None


def test_an_administrator_enters_for_a_reason_and_only_reads(
    council: Council, administrator: Account
) -> None:
    assert standing_in(council, administrator) is None
    open_exceptional_access(council, account=administrator, reason="Une plainte à instruire.")
    standing = standing_in(council, administrator)
    assert standing is not None
    assert [right for right in RIGHTS if right(standing)] == [may_read]


def test_members_open_their_home(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    assert browsing_as(councillor).get(council.space_url).status_code == 200
