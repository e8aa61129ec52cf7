"""How long before a meeting its members are convened: the rule, and what an urgency asks."""

from typing import Any

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.queries.notice import notice_of
from participation.councils.models import Council
from tests.participation.councils.meetings.making import make_meeting
from tests.people import SignIn


def ask_for(council: Council, days: int | None) -> None:
    actions.set_notice(council, days=days, actor=None)


@pytest.mark.parametrize(
    ("framework", "own", "asked"), [(0, None, 0), (5, None, 5), (5, 8, 8), (5, 0, 0)]
)
def test_the_council_s_own_rule_comes_before_the_framework_s(
    council: Council, framework: int, own: int | None, asked: int
) -> None:
    council.framework.notice_days = framework
    council.framework.save()
    ask_for(council, own)
    assert notice_of(make_meeting(council)).asked == asked


def test_a_coordinator_alone_sets_the_rule(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    here = f"{council.space_url}reunions/regle/"
    assert browsing_as(councillor).get(here).status_code == 404
    browser = browsing_as(coordinator)
    for typed, status in (("91", 422), ("-1", 422), ("7", 302)):
        assert browser.post(here, {"days": typed}).status_code == status
    council.refresh_from_db()
    assert council.own_notice_days == 7
    browser.post(here, {"days": ""})
    council.refresh_from_db()
    assert council.own_notice_days is None


@pytest.mark.parametrize(("asked", "is_short"), [(10, False), (11, True)])
def test_the_last_day_of_the_notice_is_in_time(
    council: Council, asked: int, is_short: bool
) -> None:
    ask_for(council, asked)
    meeting = make_meeting(council)  # in ten days
    assert notice_of(meeting).is_short is is_short
    if is_short:
        with pytest.raises(Refused, match="raison de l’urgence"):
            actions.convene(meeting, urgency="  ", actor=None)
    convocation = actions.convene(meeting, urgency="Travaux dès lundi.", actor=None)
    assert (convocation.notice_days, convocation.is_short, convocation.urgency) == (
        asked,
        is_short,
        "Travaux dès lundi." if is_short else "",
    )


def test_a_late_convocation_says_why_to_everyone(
    council: Council,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ask_for(council, 15)
    meeting = make_meeting(council)
    here = f"{meeting.space_url}convoquer/"
    browser = browsing_as(coordinator)
    page = browser.get(here).content.decode()
    assert "15 jours avant" in page and "Il reste 10 jours" in page and "urgence" in page
    assert browser.post(here).status_code == 422
    assert not meeting.convocations.exists()
    with django_capture_on_commit_callbacks(execute=True):
        said: dict[str, Any] = {"urgency": "Travaux dès lundi."}
        assert browser.post(here, said).status_code == 302
        assert browser.post(here, said).status_code == 302  # pressed twice
    assert meeting.convocations.count() == 1
    assert {"Travaux dès lundi." in sent.body for sent in mail.outbox} == {True}
    for address in (meeting.space_url, f"{meeting.space_url}convocations/"):
        assert "Travaux dès lundi." in browser.get(address).content.decode()
    assert "Travaux dès lundi." in browsing_as(councillor).get(meeting.space_url).content.decode()


def test_without_a_rule_nothing_is_asked(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    meeting = make_meeting(council)
    page = browsing_as(coordinator).get(f"{meeting.space_url}convoquer/")
    assert "urgency" not in page.context["form"].fields
    assert "Le conseil convoque" not in page.content.decode()


def test_the_calendar_comes_with_the_letter(
    council: Council,
    coordinator: Account,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    meeting = make_meeting(council, online_link="https://visio.example.org/salle")
    with django_capture_on_commit_callbacks(execute=True):
        actions.convene(meeting, actor=None)
    [(name, content, kind)] = mail.outbox[0].attachments
    assert (name, kind) == ("reunion.ics", "text/calendar")
    assert "visio.example.org" in content.replace("\r\n ", "")
