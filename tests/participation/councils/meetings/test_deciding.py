"""What a meeting decided goes to the register: once, with its source and who was counted."""

from typing import Any

import pytest

from participation.accounts.models import Account
from participation.base.clock import local
from participation.councils.ballots.actions import withdraw_decision
from participation.councils.ballots.models import Decision
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.models import Meeting
from participation.councils.meetings.queries.decisions import decided
from participation.councils.meetings.queries.pages import agenda_of
from participation.councils.models import Council, Membership
from tests.participation.councils.meetings.making import make_held, make_meeting
from tests.people import SignIn

TEXT = """On a parlé du jardin.

Décision : garder le jardin ouvert le soir.
- DECISION n° 2 : demander deux bancs.
* décision: Garder le jardin ouvert le soir.
La décision : on verra."""


def write(meeting: Meeting, text: str = TEXT) -> Any:
    return actions.write_minutes(meeting, text=text, after=0, actor=None)


def test_lines_and_items_are_noted_each_once(council: Council) -> None:
    meeting = make_held(council)
    found = decided(meeting, agenda_of(meeting), write(meeting))
    assert [one.title for one in found.noted] == [
        "garder le jardin ouvert le soir.",
        "demander deux bancs.",
        "Le jardin partagé",
    ]
    assert decided(meeting, [], None).noted == []


def test_a_noted_decision_is_written_once_with_its_source(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    meeting = make_held(council, title="Réunion de mars")
    sitting = Membership.objects.running().filter(council=council)
    present = list(sitting.values_list("pk", flat=True))
    actions.take_attendance(meeting, present=present, guests=0, actor=None)
    version = write(meeting)
    [first, *_others] = decided(meeting, agenda_of(meeting), version).noted
    here = f"{meeting.space_url}compte-rendu/decisions/{first.part}/"
    assert browsing_as(councillor).get(here).status_code == 404
    browser = browsing_as(coordinator)
    form = browser.get(here).context["form"]
    assert form["title"].value() == "garder le jardin ouvert le soir."
    assert browser.post(here, {"title": "", "text": ""}).status_code == 422
    said = {"title": "Le jardin reste ouvert le soir.", "text": "Jusqu’à 21 heures."}
    browser.post(here, said)
    decision = Decision.objects.get()
    assert browser.post(here, said)["Location"] == decision.get_absolute_url()
    assert browser.get(here)["Location"] == decision.get_absolute_url()
    assert Decision.objects.count() == 1
    assert (decision.decided_on, decision.meeting) == (
        local(meeting.starts_at, council.zone).date(),
        "Réunion de mars",
    )
    assert (decision.present, decision.quorum, decision.has_quorum) == (2, 1, True)
    page = browsing_as(councillor).get(decision.get_absolute_url()).content.decode()
    assert f"{meeting.space_url}compte-rendu/" in page and "quorum de 1 atteint" in page
    minutes = browsing_as(councillor).get(f"{meeting.space_url}compte-rendu/").content.decode()
    assert decision.get_absolute_url() in minutes
    noted = decided(meeting, agenda_of(meeting), version).noted
    assert first.part not in [one.part for one in noted]


def test_what_was_withdrawn_may_be_written_again(council: Council) -> None:
    meeting = make_held(council)
    said: dict[str, Any] = {"title": "Deux bancs.", "text": "Au marché."}
    said |= {"part": "item-1", "actor": None}
    first = actions.note_decision(meeting, **said)
    assert actions.note_decision(meeting, **said) == first
    assert (first.present, first.has_quorum) == (None, None)  # nobody counted
    withdraw_decision(first, reason="Mal notée.", actor=None)
    second = actions.note_decision(meeting, **said)
    found = decided(meeting, [], None).written
    assert [(one.number, one.is_withdrawn) for one in found] == [(1, True), (2, False)]
    assert second.number == 2


def test_two_other_decisions_of_a_meeting_are_two(council: Council) -> None:
    meeting = make_held(council)
    for title in ("Deux bancs.", "Trois arbres."):
        actions.note_decision(meeting, title=title, text="Voilà.", actor=None)
    assert [one.title for one in decided(meeting, [], None).written] == [
        "Deux bancs.",
        "Trois arbres.",
    ]


def test_a_meeting_that_has_not_begun_decides_nothing(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    meeting = make_meeting(council)
    with pytest.raises(Refused, match="une fois qu’elle a commencé"):
        actions.note_decision(meeting, title="Non.", text="Non.", actor=None)
    browser = browsing_as(coordinator)
    here = f"{meeting.space_url}compte-rendu/decisions"
    assert browser.get(f"{here}/autre/").status_code == 404
    held = make_held(council, title="Tenue")
    here = f"{held.space_url}compte-rendu/decisions"
    assert browser.get(f"{here}/item-0/").status_code == 404
    assert browser.get(f"{here}/autre/").status_code == 200
    assert browser.post(f"{here}/autre/", {"title": "Oui.", "text": "Oui."}).status_code == 302


def test_a_decision_replaced_meanwhile_is_explained(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    meeting = make_held(council)
    old = actions.note_decision(meeting, title="Avant.", text="Avant.", actor=None)
    here = f"{meeting.space_url}compte-rendu/decisions/autre/"
    browser = browsing_as(coordinator)
    said = {"title": "Après.", "text": "Après.", "replaces": old.pk}
    assert browser.post(here, said).status_code == 302
    assert browser.post(here, said).status_code == 422
    assert Decision.objects.count() == 2
