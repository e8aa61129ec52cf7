from datetime import date
from pathlib import Path
from typing import Any

import pytest

from participation.territories.models import Territory, TerritoryWord
from participation.territories.words import words_of
from tests.factories import make_territory
from tests.participation.territories.samples import COMMUNES, imported, write_folder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Saint-Étienne", ["saint", "etienne"]),
        ("st ETIENNE", ["saint", "etienne"]),
        ("Ste Œnone", ["sainte", "oenone"]),
        ("L’Haÿ-les-Roses", ["hay", "les", "roses"]),
        ("l'hay les roses les roses", ["hay", "les", "roses"]),
        ("Paris 1", ["paris", "1"]),
        ("Y", ["y"]),
        ("2A004", ["2a004"]),
        ("東京 — !?", []),
        ("", []),
        ("x" * 99, ["x" * 40]),
    ],
)
def test_words_are_the_same_however_they_are_typed(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("saint-ormel", ["0A001", "0B001", "0B002", "0A201"]),  # exact, prefix; then by people
        ("St Ormel", ["0A001", "0B001", "0B002", "0A201"]),
        ("ormel", ["0B002", "0A001", "0B001", "0A201"]),
        ("ormel oeil", ["0B002"]),
        ("œillets", ["0B002"]),
        ("L’Haÿ sous", ["0A002"]),
        ("hay-sous-sorne", ["0A002"]),
        ("00120", ["0A002", "0A003"]),
        ("0b001", ["0B001"]),
        ("Saint-Ormel 0B", ["0B002", "0B001"]),
        ("Saint-Ormel (0A001)", ["0A001"]),
        ("castellune", ["0B009"]),
        ("y", ["0C002"]),
        ("ormelle", []),
        ("%", []),
        ("", []),
    ],
)
def test_a_territory_is_found_by_its_words_best_first(
    country: Path, typed: str, codes: list[str]
) -> None:
    kinds = ["commune", "district", "delegated"]
    found = Territory.objects.filter(kind__in=kinds).named(typed)
    assert [row.code for row in found] == codes


def test_only_what_is_valid_that_day_is_found(country: Path, tmp_path: Path) -> None:
    rows = [row for row in COMMUNES if row["nom"] != "Vermonde"]
    groups = write_folder(tmp_path / "2027", communes=rows, epci=[])
    imported(groups, vintage=2027)
    ended = TerritoryWord.objects.filter(territory__vintage=2026)
    assert {word.valid_to for word in ended} == {date(2027, 1, 1)}
    vintages = [row.vintage for row in Territory.objects.named("brissolles", day=date(2026, 6, 1))]
    assert vintages == [2026]
    assert Territory.objects.named("vermonde", day=date(2026, 12, 31)).count() == 1
    assert Territory.objects.named("vermonde", day=date(2027, 1, 1)).count() == 0


def test_today_is_the_day_unless_one_is_given(time_machine: Any) -> None:
    make_territory("Vermonde", code="1", valid_to=date(2027, 1, 1))
    make_territory("Vermonde", code="2", valid_from=date(2027, 1, 1))
    for instant, code in [("2026-12-31T22:30Z", "1"), ("2026-12-31T23:30Z", "2")]:
        time_machine.move_to(instant)
        assert [row.code for row in Territory.objects.named("vermonde")] == [code]


def test_what_is_registered_by_hand_is_found_too() -> None:
    make_territory("Tressigny-sur-Orvanne", code="00007", postcodes=["00700"])
    for typed in ("tres", "orvanne", "00007", "00700"):
        assert [row.code for row in Territory.objects.named(typed)] == ["00007"]


def test_a_label_tells_homonyms_apart(country: Path) -> None:
    labels = {row.label for row in Territory.objects.named("saint ormel")}
    assert labels == {
        *("Saint-Ormel (0A)", "Saint-Ormel (0B)", "Saint-Ormel-les-Œillets (0B)"),
        "Saint-Ormel 1er Arrondissement (0A)",
    }
    assert [row.label for row in Territory.objects.named("castellune")] == [
        "Castellune (ancienne commune, 0B)"
    ]
    assert Territory.objects.get(kind="department", code="0A").label == "Sorane"
    assert Territory.objects.get(kind="region", code="90").label == "Val-d'Ambrelle"
    assert make_territory("Tressigny").label == "Tressigny"


def test_each_search_is_one_query(country: Path, django_assert_num_queries: Any) -> None:
    for typed in ("y", "saint ormel les oeillets"):
        with django_assert_num_queries(1):
            assert [row.label for row in Territory.objects.named(typed)]
