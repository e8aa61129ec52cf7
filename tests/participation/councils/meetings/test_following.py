"""Following public meetings by e-mail: confirmed by its owner, told of news, ended in one click."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.base.clock import living_at, now
from participation.councils.meetings import actions
from participation.councils.meetings.models import Follower
from participation.councils.models import Council
from participation.notifications.actions import sweep
from tests.participation.councils.meetings.making import make_draft, make_held, make_meeting

MINE = "visiteuse@example.org"


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    cache.clear()


def make_follower(council: Council, email: str = MINE) -> Follower:
    actions.ask_to_follow(council, email)
    follower = Follower.objects.get(council=council, email=email)
    actions.confirm_follower(follower)
    return follower


def link_in(message: Any, part: str) -> str:
    """Give the path of the one link of a letter that holds this part."""
    links = [word for word in str(message.body).split() if part in word]
    assert len(links) == 1
    return "/" + links[0].split("/", 3)[3]


def test_an_address_is_told_once_its_owner_has_confirmed(
    council: Council,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    here = f"/conseils/{council.slug}/reunions/suivre/"
    assert client.post(here, {"email": "pas une adresse"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(here, {"email": MINE.upper()}).status_code == 302
        make_meeting(council, title="Avant", is_public=True)
    assert [sent.to for sent in mail.outbox] == [[MINE]]
    confirm = link_in(mail.outbox[0], "/reunions/suivre/")
    assert client.get(confirm).status_code == 200
    assert Follower.objects.get().confirmed_at is None  # a scanner followed the link
    client.post(confirm)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        make_meeting(council, title="Entre nous")
        make_meeting(council, title="Forum", is_public=True)
    assert [(sent.to, "Forum" in sent.body) for sent in mail.outbox] == [([MINE], True)]


def test_postponed_cancelled_and_published_are_told(
    council: Council, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_follower(council)
    meeting = make_meeting(council, is_public=True)
    held = make_held(council, title="Forum", days_ago=20, is_public=True)
    version = actions.write_minutes(held, text="Dit.", after=0, actor=None)
    approving = make_held(council, title="Suivante")
    actions.approve_minutes(version, in_meeting=approving, actor=None)
    later = meeting.starts_at + timedelta(days=1)
    sweep()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.postpone_meeting(
            meeting, starts_at=later, ends_at=later + timedelta(hours=1), reason="R.", actor=None
        )
        actions.cancel_meeting(meeting, reason="C.", actor=None)
        actions.publish_minutes(version, actor=None)
    mine = [sent for sent in mail.outbox if sent.to == [MINE]]
    assert [sent.subject.partition("\u00a0:")[0] for sent in mine] == [
        "Une réunion est reportée",
        "Une réunion est annulée",
        "Un compte rendu est publié",
    ]


def test_one_click_ends_it_and_what_was_on_its_way_stays(
    council: Council,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    make_follower(council)
    with django_capture_on_commit_callbacks(execute=True):
        make_meeting(council, is_public=True)
    sent = mail.outbox[-1]
    stop = link_in(sent, "/ne-plus-suivre/")
    assert stop in sent.extra_headers["List-Unsubscribe"]
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(stop).status_code == 200
    assert Follower.objects.exists()
    for _ in range(2):
        assert strict.post(stop).status_code == 200
    assert not Follower.objects.exists()


def test_nothing_tells_whether_an_address_is_known(council: Council, client: Client) -> None:
    make_follower(council)
    here = f"/conseils/{council.slug}/reunions/suivre/"
    answers = [client.post(here, {"email": email}) for email in (MINE, "autre@example.org")]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_too_many_requests_are_refused_with_the_text_kept(council: Council, client: Client) -> None:
    here = f"/conseils/{council.slug}/reunions/suivre/"
    codes = [
        client.post(here, {"email": f"a{number}@example.org"}).status_code for number in range(11)
    ]
    assert codes == [302] * 10 + [422]


def test_an_address_never_confirmed_is_erased_after_a_week(council: Council) -> None:
    make_follower(council)
    actions.ask_to_follow(council, "autre@example.org")
    assert actions.forget_unconfirmed() == 0
    with living_at(now() + timedelta(days=8)):
        assert actions.forget_unconfirmed() == 1
    assert Follower.objects.get().email == MINE


def test_a_draft_tells_nobody(
    council: Council, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_follower(council)
    with django_capture_on_commit_callbacks(execute=True):
        make_draft(council, is_public=True)
    assert mail.outbox == []
