"""Minutes: versions, corrections, approval, publication, and the reminder when they are late."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.choices import AmendmentState
from participation.councils.meetings.queries.naming import personal_words
from participation.councils.models import Council
from tests.factories import make_council, make_member
from tests.participation.councils.meetings.making import (
    make_held,
    make_meeting,
    make_minutes,
    make_published,
)
from tests.people import SignIn


def test_minutes_are_proposed_amended_approved_then_published(
    council: Council,
    councillor: Account,
    animator: Account,
    coordinator: Account,
    browsing_as: SignIn,
    client: Client,
) -> None:
    meeting = make_held(council, days_ago=20, is_public=True)
    later = make_held(council, title="Réunion suivante")
    here = f"{meeting.space_url}compte-rendu/"
    first = {"text": "On a parlé du jardin.", "after": 0}
    assert browsing_as(councillor).post(f"{here}ecrire/", first).status_code == 404
    browsing_as(animator).post(f"{here}ecrire/", first)
    browsing_as(councillor).post(
        f"{here}corriger/", {"text": "Du jardin et des bancs.", "reason": "Oublié."}
    )
    version = meeting.minutes_versions.get()
    amendment = version.amendments.get()
    approve = {"in_meeting": later.pk}
    assert browsing_as(animator).post(f"{here}approuver/", approve).status_code == 422
    answer = f"{here}corrections/{amendment.pk}/"
    assert browsing_as(animator).post(answer, {"verdict": "declined"}).status_code == 422
    browsing_as(animator).post(answer, {"verdict": "taken"})
    second = {"text": "On a parlé du jardin et des bancs.", "after": 1, "note": "Les bancs."}
    browsing_as(animator).post(f"{here}ecrire/", second)
    assert browsing_as(coordinator).post(f"{here}publier/").status_code == 422
    browsing_as(animator).post(f"{here}approuver/", approve)
    assert browsing_as(animator).post(f"{here}publier/").status_code == 404
    browsing_as(coordinator).post(f"{here}publier/")
    client.logout()
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "du jardin et des bancs." in page
    browsing_as(coordinator).post(f"{here}depublier/")
    assert "des bancs." not in client.get(meeting.get_absolute_url()).content.decode()


def test_two_who_write_at_once_lose_no_text(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    version = make_minutes(council)
    here = f"{version.meeting.space_url}compte-rendu/ecrire/"
    answer = browsing_as(coordinator).post(here, {"text": "Mon texte à moi.", "after": 0})
    assert answer.status_code == 422
    assert "Mon texte à moi." in answer.content.decode()
    assert version.meeting.minutes_versions.count() == 1


def test_minutes_are_approved_in_a_later_meeting_of_the_council(council: Council) -> None:
    version = make_minutes(council, days_ago=10)
    earlier = make_held(council, title="Avant", days_ago=20)
    coming = make_meeting(council, title="Bientôt")
    elsewhere = make_held(make_council(), title="Ailleurs")
    for wrong in (version.meeting, earlier, coming, elsewhere):
        with pytest.raises(Refused):
            actions.approve_minutes(version, in_meeting=wrong, actor=None)
    later = make_held(council, title="Après")
    assert actions.approve_minutes(version, in_meeting=later, actor=None).approved_in == later
    with pytest.raises(Refused):
        actions.propose_amendment(version, text="Non.", reason="Si.", actor=None)


def test_a_correction_is_declined_with_a_reason_once(council: Council, councillor: Account) -> None:
    version = make_minutes(council)
    amendment = actions.propose_amendment(version, text="Oui.", reason="Car.", actor=councillor)
    same = actions.propose_amendment(version, text="Oui.", reason="Car.", actor=councillor)
    assert same == amendment
    with pytest.raises(Refused):
        actions.answer_amendment(amendment, is_taken=False, reason=" ", actor=None)
    actions.answer_amendment(amendment, is_taken=False, reason="C’est écrit.", actor=None)
    actions.answer_amendment(amendment, is_taken=True, actor=None)
    amendment.refresh_from_db()
    assert (amendment.state, amendment.answer) == (AmendmentState.DECLINED, "C’est écrit.")


def test_a_third_party_named_is_shown_before_publication(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    make_member(council, name="Noëlle Dupré")
    make_member(council, name="Ali Benhamou", is_named_publicly=True)
    text = "NOELLE DUPRE appelle le 06 12 34 56 78. Ali Benhamou écrit à x.y@example.org en 2026."
    found = ["Noëlle Dupré", "x.y@example.org", "06 12 34 56 78"]
    assert personal_words(council, text) == found
    assert personal_words(council, "Noëlle Duprés, 12 euros, le 03/12/2026.") == []
    version = make_minutes(council, text, days_ago=9)
    later = make_held(council, title="Après")
    actions.approve_minutes(version, in_meeting=later, actor=None)
    here = f"{version.meeting.space_url}compte-rendu/publier/"
    browser = browsing_as(coordinator)
    page = browser.get(here).content.decode()
    assert [words for words in found if words not in page] == []
    assert browser.post(here).status_code == 422
    assert browser.post(here, {"is_checked": "on"}).status_code == 302


def test_late_minutes_are_asked_for_once(
    council: Council,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    meeting = make_held(council, days_ago=1)
    make_held(council, title="Groupe jardin", days_ago=1, kind="working")
    last_day = meeting.minutes_due_on - council.today
    with living_at(now() + last_day):
        assert actions.ask_for_late_minutes() == 0
    with (
        living_at(now() + last_day + timedelta(days=1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert actions.ask_for_late_minutes() == 1
        assert actions.ask_for_late_minutes() == 0
        page = browsing_as(councillor).get(meeting.space_url).content.decode()
    assert "Compte rendu attendu depuis le" in page
    assert [sent.to for sent in mail.outbox] == [[coordinator.email]]


def test_published_minutes_are_not_awaited(council: Council) -> None:
    make_published(council)
    with living_at(now() + timedelta(days=60)):
        asked = actions.ask_for_late_minutes()
    assert asked == 1  # the meeting that approved them has none


def test_minutes_of_a_meeting_between_members_are_published_and_nothing_else_of_it(
    council: Council,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    version = make_minutes(council, "On a parlé du jardin.", days_ago=20, place="Chez Yasmina")
    meeting = version.meeting
    public, shown = meeting.get_absolute_url(), f"/conseils/{council.slug}/reunions/"
    assert client.get(public).status_code == 404
    later = make_held(council, title="Après")
    actions.approve_minutes(version, in_meeting=later, actor=None)
    actions.ask_to_follow(council, "visiteuse@example.org")
    actions.confirm_follower(council.followers.get())
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_minutes(version, actor=None)
    assert [sent.to for sent in mail.outbox] == [["visiteuse@example.org"]]
    page = client.get(public).content.decode()
    assert "On a parlé du jardin." in page and "entre membres" in page
    for address in (public, shown, council.get_absolute_url(), f"{shown[:-1]}.rss"):
        content = client.get(address).content.decode()
        assert public in content or address == public
        assert "Chez Yasmina" not in content and "Le jardin partagé" not in content
    assert meeting.title not in client.get(f"{shown[:-1]}.ics").content.decode()
    assert client.get(f"{public}reunion.ics").status_code == 404
    actions.unpublish_minutes(version, actor=None)
    assert client.get(public).status_code == 404
