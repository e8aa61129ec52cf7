"""The pages of meetings: what they change, and what they refuse without losing what was typed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from participation.accounts.models import Account
from participation.councils.meetings import actions
from participation.councils.meetings.choices import State
from participation.councils.meetings.models import CalendarLink, Meeting
from participation.councils.models import Council
from tests.participation.councils.meetings.making import (
    make_draft,
    make_held,
    make_meeting,
    make_minutes,
)
from tests.people import SignIn


@pytest.fixture
def browser(coordinator: Account, browsing_as: SignIn) -> Client:
    return browsing_as(coordinator)


def said(meeting: Meeting, **fields: Any) -> dict[str, Any]:
    """Give what the form of a meeting says again, an hour later and a week on."""
    day = meeting.council.today + timedelta(days=17)
    when = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    texts = {"title": meeting.title, "kind": meeting.kind, "starts": "19:30", "ends": "21:00"}
    return {**when, **texts, **fields}


def test_a_draft_is_changed_whole(council: Council, browser: Client) -> None:
    meeting = make_draft(council)
    here = f"{meeting.space_url}modifier/"
    assert browser.get(here).status_code == 200
    assert browser.post(here, said(meeting, title="Autre")).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title, meeting.until) == ("Autre", "21\u00a0h\u00a000")


def test_an_announced_meeting_is_changed_but_for_its_date(
    council: Council, browser: Client
) -> None:
    meeting = make_meeting(council, is_public=True)
    here = f"{meeting.space_url}modifier/"
    private = browser.post(here, said(meeting, title="Titre tapé"))
    assert private.status_code == 422  # everyone knows of it
    assert "Titre tapé" in private.content.decode()
    public = said(meeting, title="Autre", is_public="on", online_link="visio.example.org")
    assert browser.post(here, public).status_code == 302
    before = meeting.starts_at
    meeting.refresh_from_db()
    assert (meeting.title, meeting.starts_at) == ("Autre", before)
    assert meeting.online_link == "https://visio.example.org"


@pytest.mark.parametrize("act", ["reporter", "annuler"])
def test_postponing_and_cancelling_ask_why(council: Council, browser: Client, act: str) -> None:
    meeting = make_meeting(council)
    here = f"{meeting.space_url}{act}/"
    assert browser.post(here, said(meeting)).status_code == 422
    assert browser.post(here, said(meeting, reason="Neige.")).status_code == 302
    meeting.refresh_from_db()
    state = {"reporter": State.POSTPONED, "annuler": State.CANCELLED}[act]
    assert (meeting.state, meeting.notice) == (state, "Neige.")
    page = browser.get(meeting.space_url).content.decode()
    assert ("<del>" in page, "Neige." in page) == (True, True)


@pytest.mark.parametrize("act", ["reporter", "annuler", "modifier", "points"])
def test_what_is_over_says_so_and_keeps_what_was_typed(
    council: Council, browser: Client, act: str
) -> None:
    meeting = make_held(council)
    answer = browser.post(f"{meeting.space_url}{act}/", said(meeting, reason="Trop tard."))
    assert answer.status_code == 422
    kept = "Trop tard." if act in {"reporter", "annuler"} else meeting.title
    assert kept in answer.content.decode()


def test_a_draft_is_neither_postponed_nor_cancelled(council: Council, browser: Client) -> None:
    meeting = make_draft(council)
    for act in ("reporter", "annuler"):
        answer = browser.post(f"{meeting.space_url}{act}/", said(meeting, reason="Neige."))
        assert answer.status_code == 422


def test_a_date_that_has_passed_is_not_announced(council: Council, browser: Client) -> None:
    held = make_held(council)
    draft = make_draft(council, starts_at=held.starts_at, title="Trop tard")
    page = browser.post(f"{draft.space_url}annoncer/", follow=True).content.decode()
    assert "Cette date est passée." in page


def test_an_item_is_changed_and_never_takes_the_title_of_another(
    council: Council, browser: Client
) -> None:
    meeting = make_meeting(council)
    browser.post(f"{meeting.space_url}points/", {"title": "Les bancs", "minutes": 10})
    item = meeting.items.get(title="Les bancs")
    here = f"{meeting.space_url}points/{item.pk}/"
    assert browser.post(here, {"title": "Le jardin partagé"}).status_code == 422
    assert browser.post(here, {"title": "Les assises"}).status_code == 302
    assert browser.post(f"{here}ecarter/", {"reason": ""}).status_code == 422
    item.refresh_from_db()
    assert (item.title, item.is_accepted) == ("Les assises", True)


def test_the_agenda_is_closed_once_the_meeting_has_begun(council: Council, browser: Client) -> None:
    meeting = make_held(council)
    item = meeting.items.get()
    here = f"{meeting.space_url}points/{item.pk}/"
    assert browser.post(here, {"title": "Autre"}).status_code == 422
    assert browser.post(f"{here}ecarter/", {"reason": "Non."}).status_code == 422
    page = browser.post(f"{here}ordre/", {"do": "up"}, follow=True).content.decode()
    assert "ne change plus" in page


def test_convening_shows_what_leaves_then_who_is_told(council: Council, browser: Client) -> None:
    meeting = make_draft(council)
    here = f"{meeting.space_url}convoquer/"
    assert browser.post(here).status_code == 422
    actions.announce_meeting(meeting, actor=None)
    actions.propose_item(meeting, title="Les bancs", is_accepted=True, actor=None)
    page = browser.get(here).content.decode()
    assert [words for words in ("Yasmina", "Les bancs") if words not in page] == []
    assert browser.get(f"{meeting.space_url}convocations/").status_code == 200
    proof = browser.post(here, follow=True).content.decode()
    assert "Convocation n° 1" in proof


def test_answers_close_with_the_start(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    meeting = make_held(council)
    answer = browsing_as(councillor).post(f"{meeting.space_url}repondre/", {"choice": "coming"})
    assert answer.status_code == 422


def test_attendance_and_passes_say_when_it_is_not_the_time(
    council: Council, browser: Client
) -> None:
    coming, held = make_meeting(council), make_held(council, title="Tenue")
    early = browser.post(f"{coming.space_url}presences/", {"guests": 1})
    late = browser.post(
        f"{held.space_url}observateurs/", {"name": "Ida", "email": "ida@example.org"}
    )
    assert (early.status_code, late.status_code) == (422, 422)
    assert "ida@example.org" in late.content.decode()


def test_every_version_of_the_minutes_stays_to_be_read(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    first = make_minutes(council, "Une première idée.")
    meeting = first.meeting
    actions.write_minutes(meeting, text="Une seconde idée.", after=1, actor=None)
    here = f"{meeting.space_url}compte-rendu/"
    browser = browsing_as(councillor)
    assert "Une seconde idée." in browser.get(here).content.decode()
    assert "Une première idée." in browser.get(f"{here}?version=1").content.decode()
    amendment = {"text": "Trois.", "reason": "Oubliée."}
    browser.post(f"{here}corriger/", amendment)
    assert "Oubliée." in browser.get(here).content.decode()
    without = make_held(council, title="Sans")
    page = browser.get(f"{without.space_url}compte-rendu/").content.decode()
    assert "n’est pas encore écrit" in page
    assert browser.get(f"{without.space_url}compte-rendu/corriger/").status_code == 404


def test_minutes_wait_for_the_meeting(council: Council, browser: Client) -> None:
    meeting = make_meeting(council)
    answer = browser.post(f"{meeting.space_url}compte-rendu/ecrire/", {"text": "Déjà.", "after": 0})
    assert answer.status_code == 422
    blank = browser.post(f"{meeting.space_url}compte-rendu/ecrire/", {"text": "\u200e", "after": 0})
    assert "Écrivez le compte rendu." in blank.content.decode()


def test_one_meeting_is_a_file_and_a_link_is_ended(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    meeting = make_meeting(council)
    browser = browsing_as(councillor)
    file = browser.get(f"{meeting.space_url}reunion.ics")
    assert b"BEGIN:VEVENT" in file.content
    link = f"{council.space_url}reunions/agenda/"
    browser.post(link, {"do": "make"})
    browser.post(link, {"do": "end"})
    assert not CalendarLink.objects.exists()
