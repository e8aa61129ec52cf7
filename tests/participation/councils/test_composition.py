"""How a council is made up, held against the rules of its own framework."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from participation.councils import actions
from participation.councils.choices import CollegeKind, EndReason, Gender, Way
from participation.councils.models import Council, RecognitionOrder
from participation.councils.queries import composition
from participation.councils.queries.composition import CollegeLine
from tests.factories import make_council, make_framework, make_member
from tests.participation.councils.making import college_of

pytestmark = pytest.mark.django_db


def make_members(council: Council, residents: int, actors: int) -> None:
    for kind, number in ((CollegeKind.RESIDENTS, residents), (CollegeKind.LOCAL_ACTORS, actors)):
        for _ in range(number):
            make_member(council, college=college_of(council, kind), way=Way.BY_LOT)


def texts(council: Council) -> list[str]:
    return [finding.text for finding in composition(council).findings]


def recognised(**framework: object) -> Council:
    """A council about which the framework finds nothing to say but what the test is about."""
    rules = {"needs_recognition": False, **framework}
    return make_council(framework=make_framework(**rules))


@pytest.mark.parametrize(
    ("residents", "actors", "missing"), [(3, 5, 2), (4, 4, 0), (5, 4, 0), (0, 3, 3), (0, 0, 0)]
)
def test_the_share_of_a_college_says_how_many_are_missing(
    residents: int, actors: int, missing: int
) -> None:
    council = recognised()
    make_members(council, residents, actors)
    said = (
        f"Il manque {missing} membres du collège «\u00a0Habitants\u00a0» pour atteindre 50\u00a0%."
    )
    assert texts(council) == ([said] if missing else [])
    for _ in range(missing):
        make_members(council, 1, 0)
    assert texts(council) == []


def test_a_share_of_one_hundred_asks_for_as_many_as_the_others_are() -> None:
    council = recognised()
    college = college_of(council)
    college.least_percent = 100
    assert CollegeLine(college, [], [], whole=3).missing == 3


def test_seats_filled_and_vacant() -> None:
    council = recognised()
    seats = actions.set_seats(council, college_of(council), 3, actor=None)
    make_member(council, seat=seats[1], name="Nadia")
    make_member(council, name="Rosalie")
    waiting = make_member(council, is_substitute=True)
    made = composition(council)
    line, actors = made.colleges
    assert [(place.seat, str(place.member)) for place in line.places] == [
        (seats[0], "None"),
        (seats[1], "Nadia"),
        (seats[2], "None"),
        (None, "Rosalie"),
    ]
    assert (line.filled, line.vacant, line.substitutes) == (2, 2, [waiting])
    assert (made.filled, made.vacant, actors.filled) == (2, 2, 0)


@pytest.mark.parametrize(
    ("women", "men", "unsaid", "shown", "found"),
    [(4, 0, 3, False, False), (5, 0, 0, True, True), (3, 2, 0, True, False), (2, 4, 1, True, True)],
)
def test_parity_is_told_from_five_answers_on(
    women: int, men: int, unsaid: int, shown: bool, found: bool
) -> None:
    council = recognised()
    for gender, number in ((Gender.WOMAN, women), (Gender.MAN, men), (Gender.UNSAID, unsaid)):
        for _ in range(number):
            make_member(council, gender=gender, way=Way.BY_LOT)
    parity = composition(council).colleges[0].parity
    assert (parity.women, parity.men, parity.other, parity.unsaid) == (women, men, 0, unsaid)
    assert parity.is_shown is shown
    assert any("parité" in text for text in texts(council)) is found


def test_the_rows_of_the_gauge_leave_out_what_nobody_said() -> None:
    council = recognised()
    for gender in (Gender.WOMAN, Gender.OTHER):
        make_member(council, gender=gender)
    rows = composition(council).colleges[0].parity.rows
    assert rows == [("Femmes", 1), ("Hommes", 0), ("Autre", 1)]


def test_size_draw_and_recognition() -> None:
    council = make_council(framework=make_framework(fewest_members=3, most_members=4))
    make_member(council, way=Way.VOLUNTEER)
    assert texts(council) == [
        "Dans le collège «\u00a0Habitants\u00a0», 1 membre ne vient pas du tirage au sort.",
        "Le conseil compte 1 membre. Le cadre en demande 3 au moins.",
        "Aucun arrêté de reconnaissance n’est enregistré.",
    ]
    make_members(council, 4, 0)
    RecognitionOrder.objects.create(
        council=council, number="2026-1", signed_on=date(2026, 3, 2), authority="La préfète"
    )
    assert texts(council)[1:] == ["Le conseil compte 5 membres. Le cadre en admet 4 au plus."]


def test_each_finding_names_its_texts() -> None:
    council = make_council()
    (finding,) = composition(council).findings
    assert finding.source == council.framework.source


def test_a_composition_is_that_of_its_day() -> None:
    council = recognised()
    membership = make_member(council)
    yesterday = council.today - timedelta(days=1)
    actions.end_mandate(membership, reason=EndReason.MOVED, actor=None)
    assert composition(council).filled == 0
    assert composition(council, yesterday).filled == 1
    assert composition(council, council.today - timedelta(days=90)).filled == 0


@pytest.mark.parametrize("number", [1, 3])
def test_a_composition_takes_four_queries(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    council = recognised()
    actions.set_seats(council, college_of(council), number, actor=None)
    make_members(council, number, number)
    with django_assert_num_queries(4):
        made = composition(council)
        assert [str(place.seat) for line in made.colleges for place in line.places]
