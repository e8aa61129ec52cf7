"""Changing the clock of a consultation moves none of its dates; a date that is typed wins."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.test.html import Element, parse_html
from django.urls import reverse

from cms.models import Section
from consultations import actions
from consultations.models import Consultation
from participation.accounts.models import Account
from tests.cms.conftest import InAdmin
from tests.factories import make_consultation, make_step

pytestmark = pytest.mark.django_db
PARIS, REUNION = "Europe/Paris", "Indian/Reunion"
ZONES = [PARIS, "America/Guadeloupe", REUNION, "Pacific/Noumea", "America/Miquelon"]
INSTANTS = [
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 02:30 in Paris, struck for the first time
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 02:30 in Paris, struck again
    datetime(2027, 3, 28, 0, 30, tzinfo=UTC),  # 04:30 in La Réunion
    datetime(2027, 3, 27, 22, 30, tzinfo=UTC),  # 02:30 in La Réunion, which Paris skips
    datetime(2027, 3, 28, 22, 0, tzinfo=UTC),  # midnight in Paris
    datetime(2027, 3, 30, 10, 15, 42, 7, tzinfo=UTC),  # seconds, which no form shows
]


@pytest.fixture
def editing(officer: Account, section: Section, in_admin: InAdmin) -> Client:
    return in_admin(officer)


def promised(section: Section, zone: str, closes_at: datetime) -> Consultation:
    """A draft of the section that closes at that instant."""
    return make_consultation(
        public_body=section.public_body,
        zone=zone,
        opens_at=datetime(2026, 5, 4, 7, tzinfo=UTC),
        closes_at=closes_at,
        response_due_on=datetime(2027, 9, 1, tzinfo=UTC).date(),
        decision_due_on=None,
    )


def shown(client: Client, consultation: Consultation) -> dict[str, str]:
    return filled(client.get(reverse("editing:promise", args=[consultation.pk])))


def filled(page: Any) -> dict[str, str]:
    """What a browser without JavaScript sends when the form of this page is left as it is."""
    sent, select = {}, ""
    for tag in inside(parse_html(page.content.decode()), "promise-form"):
        given = {name: value or "" for name, value in tag.attributes}
        if tag.name == "input" and given["type"] != "checkbox":
            sent[given["name"]] = given.get("value", "")
        elif tag.name == "textarea":
            sent[given["name"]] = "".join(map(str, tag.children)).strip()
        elif tag.name == "select":
            select = given["name"]
        elif "selected" in given:
            sent[select] = given["value"]
    return sent


def inside(tag: Element, name: str, is_inside: bool = False) -> Iterator[Element]:
    """The tags below the one that has this id, in the order of the page."""
    for child in tag.children:
        if isinstance(child, Element):
            if is_inside:
                yield child
            yield from inside(child, name, is_inside or ("id", name) in child.attributes)


def send(client: Client, consultation: Consultation, fields: dict[str, str]) -> Any:
    address = reverse("editing:promise", args=[consultation.pk])
    page = client.post(address, fields, follow=True)
    consultation.refresh_from_db()
    return page


@pytest.mark.parametrize("closes_at", INSTANTS)
@pytest.mark.parametrize("zone", ZONES)
def test_another_zone_alone_moves_no_date(
    editing: Client, section: Section, zone: str, closes_at: datetime
) -> None:
    for before in {PARIS, REUNION} - {zone}:
        consultation = promised(section, before, closes_at)
        opens_at = consultation.opens_at
        send(editing, consultation, {**shown(editing, consultation), "zone": zone})
        assert (consultation.zone, consultation.opens_at) == (zone, opens_at)
        assert consultation.closes_at == closes_at


def test_the_new_wall_clock_is_said_and_shown(editing: Client, section: Section) -> None:
    consultation = promised(section, PARIS, datetime(2027, 3, 3, 17, tzinfo=UTC))
    page = send(editing, consultation, {**shown(editing, consultation), "zone": REUNION})
    told = page.content.decode().replace("\u00a0", " ")
    assert "L’ouverture n’a pas bougé : elle s’affiche maintenant le 4 mai 2026 à 11 h 00" in told
    assert "le 3 mars 2027 à 21 h 00 (heure de La Réunion)." in told
    fields = shown(editing, consultation)
    assert (fields["closes_at_day"], fields["closes_at_hour"]) == ("2027-03-03", "21:00")


def test_a_date_typed_with_another_zone_is_read_there(editing: Client, section: Section) -> None:
    consultation = promised(section, PARIS, datetime(2027, 3, 3, 17, tzinfo=UTC))
    opens_at = consultation.opens_at
    change = {"zone": REUNION, "closes_at_day": "2027-03-10"}
    page = send(editing, consultation, {**shown(editing, consultation), **change})
    assert consultation.closes_at == datetime(2027, 3, 10, 14, tzinfo=UTC)  # 18:00, UTC+4
    assert consultation.opens_at == opens_at
    told = page.content.decode()
    assert ("L’ouverture n’a pas bougé" in told, "La clôture n’a pas bougé" in told) == (
        True,
        False,
    )


def test_a_form_shown_again_shows_the_new_clock(editing: Client, section: Section) -> None:
    closes_at = datetime(2027, 3, 3, 17, tzinfo=UTC)
    consultation = promised(section, PARIS, closes_at)
    fields = {**shown(editing, consultation), "zone": REUNION, "title": ""}
    again = filled(send(editing, consultation, fields))
    assert (again["closes_at_hour"], again["clock"]) == ("21:00", REUNION)
    assert consultation.zone == PARIS
    send(editing, consultation, {**again, "title": "La place", "closes_at_hour": "18:00"})
    assert consultation.closes_at == datetime(2027, 3, 3, 14, tzinfo=UTC)
    assert consultation.zone == REUNION


def test_a_form_shown_again_keeps_what_was_not_touched(editing: Client, section: Section) -> None:
    twice_in_paris = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    consultation = promised(section, REUNION, twice_in_paris)
    fields = {**shown(editing, consultation), "zone": PARIS, "then": "preview"}
    again = filled(send(editing, consultation, fields))
    assert again["closes_at_hour"] == "02:30"
    send(editing, consultation, again)
    assert (consultation.zone, consultation.closes_at) == (PARIS, twice_in_paris)


def test_an_announced_one_gives_its_reason_and_keeps_its_dates(
    editing: Client, section: Section
) -> None:
    closes_at = datetime(2027, 3, 3, 17, tzinfo=UTC)
    consultation = promised(section, PARIS, closes_at)
    make_step(consultation)
    actions.announce(consultation, actor=None)
    change = {**shown(editing, consultation), "zone": REUNION}
    assert "Donnez le motif" in send(editing, consultation, change).content.decode()
    assert consultation.zone == PARIS
    send(editing, consultation, {**change, "reason": "Le bon fuseau."})
    assert (consultation.zone, consultation.closes_at) == (REUNION, closes_at)
    assert list(consultation.changes.values_list("field", flat=True)) == ["zone"]


def test_a_step_saved_again_keeps_its_seconds(editing: Client, section: Section) -> None:
    opens_at = datetime(2026, 10, 25, 1, 30, 42, tzinfo=UTC)
    consultation = promised(section, PARIS, datetime(2027, 3, 3, 17, tzinfo=UTC))
    step = make_step(consultation, opens_at=opens_at)
    fields = {
        "step-title": "Votre avis",
        "step-opens_at_day": "2026-10-25",
        "step-opens_at_hour": "02:30",
        "register-publication": step.register.publication,
    }
    editing.post(reverse("editing:step", args=[consultation.pk, step.pk]), fields)
    step.refresh_from_db()
    assert (step.title, step.opens_at) == ("Votre avis", opens_at)
