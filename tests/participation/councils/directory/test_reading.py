"""What another site says is taken apart: what is not sound is left out, and harms nobody."""

import json
from datetime import timedelta
from typing import Any

import pytest

from participation.base.clock import now
from participation.councils.directory import reading
from participation.councils.directory.choices import Fault, Problem
from participation.councils.directory.errors import Unheard
from participation.councils.directory.queries.register import register as ours
from participation.councils.directory.reading import ReadPlace, host_of, is_on, read
from tests.factories import make_council
from tests.participation.councils.directory.others import SITE, place, register, row


def taken(*rows: Any) -> reading.ReadRegister:
    return read(register(*rows), site=SITE)


def test_a_sound_council_is_read_whole() -> None:
    (council,) = taken(row()).councils
    assert (council.slug, council.name) == (
        "conseil-citoyen-des-saules",
        "Conseil citoyen des Saules",
    )
    assert (council.commune_code, council.department_code) == ("0A002", "0A")
    assert council.neighbourhoods == (ReadPlace("qpv", "QN0A09", "Les Saules"),)
    assert council.last_active_on and council.last_active_on.isoformat() == "2026-03-02"
    assert (council.lon, council.lat) == (2.2, 44.2)


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        pytest.param("du texte", Fault.UNREADABLE, id="a text"),
        pytest.param(row(id="../../x"), Fault.NO_ID, id="a path for an id"),
        pytest.param(row(id=12), Fault.NO_ID, id="a number for an id"),
        pytest.param(row(name="x" * 151, id="x"), Fault.NAME, id="a huge name"),
        pytest.param(row(name="\u202e\x00 ", id="x"), Fault.NAME, id="a name of signs unseen"),
        pytest.param(row(id="x") | {"name": ["x"]}, Fault.NAME, id="a list for a name"),
        pytest.param(row(url="javascript:alert(1)"), Fault.URL, id="a script for an address"),
        pytest.param(row(url="data:text/html,x"), Fault.URL, id="data for an address"),
        pytest.param(row(url="https://evil.example.org/"), Fault.URL, id="another site"),
        pytest.param(row(url=f"{SITE}@evil.example.org/"), Fault.URL, id="a name before a host"),
        pytest.param(row(url=f"{SITE}\\.evil.example.org/"), Fault.URL, id="a backslash"),
        pytest.param(row(url=f"{SITE}:99999/"), Fault.URL, id="a port that is none"),
        pytest.param(row(url=f"{SITE}/{'x' * 500}"), Fault.URL, id="a huge address"),
        pytest.param(row(url=f"{SITE}/\n"), Fault.URL, id="two lines for an address"),
        pytest.param(row(url=None), Fault.URL, id="no address"),
        pytest.param(row(commune=None), Fault.PLACE, id="no commune"),
        pytest.param(
            row(commune={"kind": "commune", "code": "%", "name": "X"}),
            Fault.PLACE,
            id="a code that is none",
        ),
        pytest.param(
            row(commune={"kind": "commune", "code": "0A002", "name": ""}),
            Fault.PLACE,
            id="a commune without name",
        ),
        pytest.param(row(activity="exploded"), Fault.STATE, id="an unknown state"),
        pytest.param(row(activity=["active"]), Fault.STATE, id="a list for a state"),
    ],
)
def test_a_council_that_is_not_sound_is_left_out_with_its_reason(told: Any, fault: Fault) -> None:
    found = taken(row("Conseil du Lac"), told)
    assert [council.name for council in found.councils] == ["Conseil du Lac"]
    assert (found.faults, found.refused) == ([(2, fault)], 1)


def test_one_short_address_serves_once() -> None:
    found = taken(row("Un", id="un"), row("Deux", id="un"))
    assert [council.name for council in found.councils] == ["Un"]
    assert found.faults == [(2, Fault.TWICE)]


def test_the_first_faults_are_told_and_all_are_counted() -> None:
    found = taken(*["x"] * 30)
    assert (len(found.faults), found.refused) == (reading.MOST_FAULTS, 30)


@pytest.mark.parametrize("day", ["2999-01-01", "0001-01-01", "hier", 20260302, None, "2026-13-01"])
def test_a_day_that_cannot_be_is_none(day: Any) -> None:
    (council,) = taken(row(last_active_on=day)).councils
    assert council.last_active_on is None


@pytest.mark.parametrize(
    "point", [[200, 0], [0, 91], [1], [1, 2, 3], ["2", "44"], [True, False], {"lon": 1}, None]
)
def test_a_point_that_is_not_on_earth_is_none(point: Any) -> None:
    (council,) = taken(row(point=point)).councils
    assert (council.lon, council.lat) == (None, None)


def test_a_point_of_endless_numbers_is_none() -> None:
    content = register(row(point="HERE")).replace(b'"HERE"', b"[1e999, 1" + b"0" * 400 + b"]")
    assert read(content, site=SITE).councils[0].lon is None


def test_signs_that_deceive_are_taken_out_and_html_stays_words() -> None:
    (council,) = taken(row("<b>Conseil</b>\u202e\ud800 du\x00 Lac", id="lac")).councils
    assert council.name == "<b>Conseil</b> du Lac"


def test_neighbourhoods_that_are_none_or_too_many_are_left_out() -> None:
    good = [{"kind": "qpv", "code": f"QN{n}", "name": "Un"} for n in range(100)]
    bad = ["x", {"kind": "region", "code": "1", "name": "x"}, {"kind": [], "code": "1"}, *good[:1]]
    (council,) = taken(row(neighbourhoods=[*bad, *good])).councils
    assert len(council.neighbourhoods) == reading.MOST_NEIGHBOURHOODS - 4
    (council,) = taken(row(neighbourhoods="tous")).councils
    assert council.neighbourhoods == ()


@pytest.mark.parametrize(
    ("kind", "code", "department"),
    [("commune", "97105", "971"), ("commune", "2A004", "2A"), ("epci", "200054781", "")],
)
def test_the_department_follows_from_the_code_of_a_commune(
    kind: str, code: str, department: str
) -> None:
    (council,) = taken(row(commune=place(kind, code, "X"))).councils
    assert council.department_code == department


def test_a_nature_of_a_later_version_is_another_one() -> None:
    assert [one.body_type for one in taken(row(type="parlement")).councils] == ["other"]
    assert [one.body_type for one in taken(row(type=None)).councils] == ["other"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"<html>", Problem.NOT_A_REGISTER, id="a page"),
        pytest.param(b"\xff\xfe", Problem.NOT_A_REGISTER, id="other bytes"),
        pytest.param(b"[" * 200_000, Problem.NOT_A_REGISTER, id="too deep"),
        pytest.param(b"[]", Problem.NOT_A_REGISTER, id="a list"),
        pytest.param(b'{"x": NaN}', Problem.NOT_A_REGISTER, id="no number"),
        pytest.param(b"9" * 10_000, Problem.NOT_A_REGISTER, id="a number without end"),
        pytest.param(register(version=2), Problem.NOT_A_REGISTER, id="another version"),
        pytest.param(register(councils={}), Problem.NOT_A_REGISTER, id="no list"),
        pytest.param(register(name=""), Problem.NOT_A_REGISTER, id="no name"),
        pytest.param(register().replace(b'"at"', b'"on"'), Problem.NOT_A_REGISTER, id="no hour"),
        pytest.param(register(at=now().replace(tzinfo=None)), Problem.NOT_A_REGISTER, id="no zone"),
        pytest.param(register(at=now() + timedelta(days=400)), Problem.FUTURE, id="the future"),
        pytest.param(
            register(site="https://evil.example.org"), Problem.OTHER_SITE, id="another site"
        ),
        pytest.param(register(site=None), Problem.OTHER_SITE, id="no site"),
        pytest.param(register(*["x"] * 5001), Problem.TOO_BIG, id="too many"),
    ],
)
def test_what_is_no_register_of_that_site_is_not_heard(content: bytes, problem: Problem) -> None:
    with pytest.raises(Unheard) as refusal:
        read(content, site=SITE)
    assert refusal.value.problem == problem


def test_a_host_is_told_with_its_port_unless_it_is_the_usual_one() -> None:
    assert host_of("https://a.example.org:443/x") == "a.example.org"
    assert host_of("http://a.example.org:8080") == "a.example.org:8080"
    assert is_on("https://A.example.org", "http://a.example.org/x")
    assert not is_on("https://a.example.org", "https://a.example.org:8443/x")


def test_a_whole_register_can_be_read_again_from_what_we_write(db: None, settings: Any) -> None:
    make_council("Conseil du Port")
    told = read(ours().content, site=settings.SITE_URL)
    assert [council.name for council in told.councils] == ["Conseil du Port"]
    assert json.loads(ours().content)["councils"][0]["point"] is None
