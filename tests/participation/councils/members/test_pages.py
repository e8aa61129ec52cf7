"""The pages about people: what each shows, what each does, and what stays as typed when refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from participation.accounts.actions import appoint_officer
from participation.accounts.models import Account, PublicBody
from participation.base.limits import Limit
from participation.councils import actions
from participation.councils.choices import Asked, CollegeKind, EndReason, Way
from participation.councils.members.views import inviting, joining
from participation.councils.models import Animation, Council, HostOrganisation, Membership
from participation.councils.standing import standing_in
from tests.factories import make_animator, make_council, make_member
from tests.participation.councils.making import (
    college_of,
    make_invitation,
    make_invited,
    mandate_of,
)
from tests.people import SignIn


def url(name: str, council: Council, *arguments: int) -> str:
    return reverse(f"members:{name}", args=[council.slug, *arguments])


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


# Who sits ----------------------------------------------------------------------------------


def test_the_list_says_who_sits_and_what_is_missing(
    council: Council, coordinator: Account, councillor: Account, browsing_as: SignIn
) -> None:
    residents, actors = (college_of(council, kind) for kind in list(CollegeKind)[:2])
    actions.set_seats(council, residents, 2, actor=None)
    for _ in range(4):
        make_member(council, college=actors)
    page = words_of(browsing_as(councillor).get(url("list", council)))
    for said in (
        "Aïssatou",
        "coordonne",
        "2 sièges sont vacants",
        "Il manque 2 membres du collège",
        "Aucun arrêté de reconnaissance",
        "Loi n° 2014-173",
    ):
        assert said in page
    assert "Inviter une personne" not in page
    assert "Inviter une personne" in words_of(browsing_as(coordinator).get(url("list", council)))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(
    council: Council,
    coordinator: Account,
    number: int,
    browsing_as: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    actions.set_seats(council, college_of(council), number, actor=None)
    for _ in range(number):
        make_member(council)
        make_member(council, is_substitute=True)
        make_animator(council)
    client = browsing_as(coordinator)
    with django_assert_num_queries(20):
        client.get(url("list", council))


def test_a_suspended_member_is_shown_as_such(
    council: Council,
    coordinator: Account,
    councillor: Account,
    public_body: PublicBody,
    browsing_as: SignIn,
) -> None:
    client = browsing_as(coordinator)
    pages = [url("list", council), url("member", council, mandate_of(councillor).pk)]
    suspended = "suspendu\u00a0: fonction incompatible"
    assert not any(suspended in words_of(client.get(page)) for page in pages)
    appoint_officer(councillor, public_body, actor=None)
    assert all(suspended in words_of(client.get(page)) for page in pages)


def test_past_mandates_are_for_those_who_coordinate(
    council: Council,
    coordinator: Account,
    councillor: Account,
    former_member: Account,
    browsing_as: SignIn,
) -> None:
    pages = [url("past", council), url("member", council, mandate_of(former_member).pk)]
    for page in pages:
        assert "Rosalie" in words_of(browsing_as(coordinator).get(page))
        assert browsing_as(councillor).get(page).status_code == 404


@pytest.mark.parametrize("named", [False, True])
def test_the_public_page_names_only_those_who_agreed(
    council: Council, councillor: Account, client: Any, named: bool
) -> None:
    membership = mandate_of(councillor)
    actions.describe_oneself(
        membership, name="Aïssatou", is_named_publicly=named, gender="", actor=councillor
    )
    page = words_of(client.get(council.get_absolute_url()))
    assert "1 personne siège au conseil" in page
    assert ("Aïssatou" in page) is named


# Changing mandates -------------------------------------------------------------------------


def test_a_coordinator_ends_a_mandate(
    council: Council,
    coordinator: Account,
    councillor: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client, page = browsing_as(coordinator), url("end", council, mandate_of(councillor).pk)
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, {"reason": "absent"}).status_code == 302
    assert standing_in(council, councillor) is None
    (letter,) = mail.outbox
    assert letter.to == [councillor.email]
    assert "Absences répétées" in letter.body
    assert client.get(page).status_code == 404


def test_the_last_coordinator_reads_why_they_stay(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(coordinator)
    answer = client.post(url("leave", council), {"reason": "moved", "is_sure": "on"})
    assert answer.status_code == 422
    assert "Confiez d’abord la coordination" in words_of(answer)
    assert standing_in(council, coordinator) is not None


def test_a_member_leaves(council: Council, councillor: Account, browsing_as: SignIn) -> None:
    client = browsing_as(councillor)
    assert client.post(url("leave", council), {"reason": "moved"}).status_code == 422
    answer = client.post(url("leave", council), {"reason": "moved", "is_sure": "on"})
    assert answer.headers["Location"] == council.get_absolute_url()
    assert mandate_of(councillor).end_reason == EndReason.MOVED
    assert client.get(council.space_url).status_code == 404


def test_coordination_is_handed_over(
    council: Council, coordinator: Account, councillor: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(coordinator)
    hers, mine = mandate_of(councillor), mandate_of(coordinator)
    answer = client.post(url("coordination", council, mine.pk))
    assert "Confiez d’abord la coordination" in words_of(answer)
    client.post(url("coordination", council, hers.pk))
    assert client.post(url("coordination", council, mine.pk)).status_code == 302
    assert [m.account for m in Membership.objects.coordinators()] == [councillor]


def test_a_member_takes_on_what_nobody_does(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(councillor)
    assert "Plus personne ne coordonne" in words_of(client.get(url("list", council)))
    assert "Plus personne ne coordonne" in words_of(client.get(council.space_url))
    client.post(url("take_coordination", council))
    assert mandate_of(councillor).is_coordinator


@pytest.mark.parametrize(("how", "mandates"), [("extend", 1), ("renew", 2)])
def test_a_mandate_gets_another_last_day(
    council: Council,
    coordinator: Account,
    councillor: Account,
    how: str,
    mandates: int,
    browsing_as: SignIn,
) -> None:
    last = council.today + timedelta(days=100)
    day = {"last_day_day": last.day, "last_day_month": last.month, "last_day_year": last.year}
    page = url("term", council, mandate_of(councillor).pk)
    client = browsing_as(coordinator)
    assert client.post(page, {"how": how, **day}).status_code == 302
    rows = council.memberships.filter(account=councillor)
    assert rows.count() == mandates
    assert rows.get(closed_at=None).last_day == last
    past = {"last_day_day": 1, "last_day_month": 1, "last_day_year": 2020}
    page = url("term", council, rows.get(closed_at=None).pk)
    assert "Ce jour est passé" in words_of(client.post(page, {"how": how, **past}))


def test_seats_are_set_given_and_taken_by_substitutes(
    council: Council,
    coordinator: Account,
    councillor: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client, prefix = browsing_as(coordinator), CollegeKind.RESIDENTS
    sent = {"college": prefix, f"{prefix}-number": "2", f"{prefix}-labels": "Rue du Port\nTour B"}
    assert client.get(url("seats", council)).status_code == 200
    assert client.post(url("seats", council), {**sent, f"{prefix}-number": "x"}).status_code == 422
    assert client.post(url("seats", council), sent).status_code == 302
    first, second = council.seats.order_by("number")
    client.post(url("give_seat", council, mandate_of(councillor).pk), {"seat": first.pk})
    assert mandate_of(councillor).seat == first
    substitute = make_member(council, is_substitute=True)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("promote", council, substitute.pk), {"seat": second.pk})
    substitute.refresh_from_db()
    assert (substitute.seat, substitute.is_substitute) == (second, False)
    assert "vous siégez désormais" in mail.outbox[0].body
    answer = client.post(url("seats", council), {**sent, f"{prefix}-number": "1"})
    assert "Un des sièges que vous retirez est occupé" in words_of(answer)


def test_an_animation_is_ended(
    council: Council, coordinator: Account, animator: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(coordinator)
    client.post(url("end_animation", council, Animation.objects.get(account=animator).pk))
    assert standing_in(council, animator) is None


# One's own mandate -------------------------------------------------------------------------


def test_a_member_says_how_they_are_named(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(councillor)
    assert client.post(url("mine", council), {"name": " "}).status_code == 422
    given = {"name": "Aïssatou D.", "is_named_publicly": "on", "gender": "woman"}
    assert client.post(url("mine", council), given).status_code == 302
    mine = mandate_of(councillor)
    assert (mine.name, mine.is_named_publicly, mine.gender) == ("Aïssatou D.", True, "woman")


def test_a_changed_charter_is_read_again(
    council: Council, coordinator: Account, councillor: Account, browsing_as: SignIn
) -> None:
    browsing_as(coordinator).post(url("charter", council), {"charter": "On s’écoute."})
    client = browsing_as(councillor)
    assert "La charte a changé" in words_of(client.get(council.space_url))
    assert "On s’écoute." in words_of(client.get(url("mine", council)))
    client.get(url("agree", council))
    assert mandate_of(councillor).charter_agreed_at is None
    client.post(url("agree", council))
    assert "La charte a changé" not in words_of(client.get(council.space_url))
    assert "Vous l’avez acceptée" in words_of(client.get(url("mine", council)))


def test_an_animator_has_no_mandate(
    council: Council, animator: Account, browsing_as: SignIn
) -> None:
    for name in ("mine", "leave", "take_coordination", "agree"):
        assert browsing_as(animator).get(url(name, council)).status_code == 404


# Invitations -------------------------------------------------------------------------------


def an_invitation(council: Council, **changes: Any) -> dict[str, Any]:
    college = college_of(council).pk
    return {"email": "invitee@example.org", "college": college, "way": "volunteer", **changes}


def test_a_coordinator_invites_and_takes_back(
    council: Council,
    coordinator: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client = browsing_as(coordinator)
    assert client.get(url("invite", council)).status_code == 200
    refused = client.post(url("invite", council), {"email": "pas une adresse", "words": "Venez"})
    assert refused.status_code == 422
    assert "Venez" in words_of(refused)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("invite", council), an_invitation(council, words="Venez donc."))
    (letter,) = mail.outbox
    invitation = council.invitations.get()
    assert letter.to == ["invitee@example.org"]
    assert invitation.link in letter.body
    assert "Venez donc." in letter.body
    again = client.post(url("invite", council), an_invitation(council))
    assert "Une invitation attend déjà" in words_of(again)
    assert "invitee@example.org" in words_of(client.get(url("invitations", council)))
    client.post(url("revoke", council, invitation.pk))
    assert "invitee@example.org" not in words_of(client.get(url("invitations", council)))


def test_a_withdrawn_invitation_does_not_leave(
    council: Council, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.revoke_invitation(make_invitation(council), actor=None)
    assert mail.outbox == []


def test_too_many_invitations_wait(
    council: Council, coordinator: Account, browsing_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "INVITATIONS", Limit("conseil-invitations", 0, 60))
    answer = browsing_as(coordinator).post(url("invite", council), an_invitation(council))
    assert "Trop d’invitations" in words_of(answer)
    assert "invitee@example.org" in words_of(answer)


def test_an_animator_is_invited_within_the_frameworks_months(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    client, page = browsing_as(coordinator), url("invite_animator", council)
    assert "pas de structure porteuse" in words_of(client.get(page))
    council.host = HostOrganisation.objects.create(name="Centre social de la Halle")
    council.save()
    assert "Le cadre la limite à 12 mois" in words_of(client.get(page))
    far, near = (council.today + timedelta(days=number) for number in (500, 50))
    for last, status in ((far, 422), (near, 302)):
        day = {"last_day_day": last.day, "last_day_month": last.month, "last_day_year": last.year}
        sent = client.post(page, {"email": "animatrice@example.org", **day})
        assert sent.status_code == status
    assert council.invitations.get().last_day == near


# Requests ----------------------------------------------------------------------------------

ASKED = {"name": "Nadia", "motivation": "Les enfants n’ont pas de terrain."}


def test_somebody_asks_to_join_and_is_invited(
    council: Council,
    coordinator: Account,
    resident: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client = browsing_as(resident)
    assert client.post(url("join", council), {"name": "Nadia"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url("join", council), ASKED).status_code == 302
    (letter,) = mail.outbox
    assert letter.to == [coordinator.email]
    assert "Nadia" not in f"{letter.subject} {letter.body}"
    assert "attend une réponse" in words_of(client.get(url("join", council)))
    client = browsing_as(coordinator)
    assert "1 personne demande à vous rejoindre" in words_of(client.get(council.space_url))
    asked = council.join_requests.get()
    assert "Nadia" in words_of(client.get(url("requests", council)))
    page = url("answer", council, asked.pk)
    assert "Les enfants" in words_of(client.get(page))
    assert client.post(page, {"decision": "yes", "answer": "Oui !"}).status_code == 422
    yes = {**an_invitation(council), "decision": "yes", "answer": "Avec plaisir."}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, yes).status_code == 302
    assert mail.outbox[-1].to == [resident.email]
    assert "Avec plaisir." in mail.outbox[-1].body
    assert council.invitations.get().email == resident.email
    assert client.get(page).status_code == 404


def test_a_declined_request_comes_with_its_reason(
    council: Council,
    coordinator: Account,
    resident: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    asked = actions.ask_to_join(council, account=resident, **ASKED)
    page = url("answer", council, asked.pk)
    client = browsing_as(coordinator)
    assert client.post(page, {"decision": "no"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {"decision": "no", "answer": "Le collège est complet."})
    assert mail.outbox[-1].to == [resident.email]
    assert "Le collège est complet." in mail.outbox[-1].body
    assert actions.decline_request(asked, answer="Encore", actor=None).state == Asked.DECLINED
    assert asked.answer == "Le collège est complet."
    late = actions.invite_who_asked(
        asked, college=college_of(council), way=Way.VOLUNTEER, answer="", actor=None
    )
    assert late is None


def test_who_has_no_account_reads_whom_to_write_to_and_loses_nothing(
    council: Council, client: Any
) -> None:
    page = words_of(client.get(url("join", council)))
    assert "Il faut un compte" in page
    assert "La coordination" in page
    refused = client.post(url("join", council), ASKED)
    assert refused.status_code == 422
    assert "Les enfants" in words_of(refused)
    assert not council.join_requests.exists()


def test_one_request_waits_at_a_time(
    council: Council, resident: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(resident)
    for _ in range(2):
        client.post(url("join", council), ASKED)
    asked = council.join_requests.get()
    client.get(url("withdraw", council))
    assert council.join_requests.filter(state=Asked.OPEN).exists()
    for _ in range(2):
        client.post(url("withdraw", council))
    asked.refresh_from_db()
    assert asked.state == Asked.WITHDRAWN
    assert actions.withdraw_request(asked, actor=resident).state == Asked.WITHDRAWN
    client.post(url("join", council), ASKED)
    assert council.join_requests.count() == 2


@pytest.mark.parametrize("role", ["officer", "councillor"])
def test_who_may_not_join_reads_why(
    council: Council, role: str, request: Any, browsing_as: SignIn
) -> None:
    client = browsing_as(request.getfixturevalue(role))
    answer = client.post(url("join", council), ASKED)
    assert answer.status_code == 422
    assert {"officer": "ni élus, ni agents", "councillor": "déjà un mandat"}[role] in words_of(
        answer
    )


def test_nobody_joins_a_council_that_ended(resident: Account, browsing_as: SignIn) -> None:
    ended = make_council(activity="ended")
    client = browsing_as(resident)
    assert "Ce conseil a pris fin" in words_of(client.get(url("join", ended)))
    assert client.post(url("join", ended), ASKED).status_code == 422


def test_too_many_requests_wait(
    council: Council, resident: Account, browsing_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "REQUESTS", Limit("conseil-demandes", 0, 60))
    answer = browsing_as(resident).post(url("join", council), ASKED)
    assert "Trop de demandes" in words_of(answer)


def test_what_is_of_another_council_is_absent(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    elsewhere = make_council()
    theirs = make_member(elsewhere)
    invited = make_invitation(elsewhere, "autre@example.org")
    asked = actions.ask_to_join(elsewhere, account=make_invited("x@example.org"), **ASKED)
    client = browsing_as(coordinator)
    for name in ("member", "end", "term", "give_seat", "promote", "coordination"):
        assert client.get(url(name, council, theirs.pk)).status_code == 404, name
    assert client.get(url("revoke", council, invited.pk)).status_code == 404
    assert client.get(url("answer", council, asked.pk)).status_code == 404


def test_who_is_inside_is_shown_in_instead_of_asking_to_join(
    council: Council, councillor: Account, outsider: Account, browsing_as: SignIn
) -> None:
    address = reverse("members:join", args=[council.slug])
    answer = browsing_as(councillor).get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, council.space_url)
    assert browsing_as(outsider).get(address).status_code == 200
