"""Dates, hours and numbers are written as people read them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from participation.ui import typography

CLOSING = datetime(2027, 3, 3, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2027, 3, 3), "3\u00a0mars\u00a02027"),
        (date(2027, 8, 1), "1er\u00a0août\u00a02027"),
        (datetime(2027, 3, 3, 23, 30, tzinfo=UTC), "4\u00a0mars\u00a02027"),
        (None, ""),
    ],
)
def test_day_is_that_of_paris(value: date | None, written: str) -> None:
    assert typography.day(value) == written


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        (None, "3 mars 2027 à 18 h 00 (heure de Paris)"),
        ("Europe/Paris", "3 mars 2027 à 18 h 00 (heure de Paris)"),
        ("Indian/Reunion", "3 mars 2027 à 21 h 00 (heure de La Réunion)"),
        ("America/Martinique", "3 mars 2027 à 13 h 00 (heure de la Martinique)"),
        ("Pacific/Noumea", "4 mars 2027 à 4 h 00 (heure de Nouvelle-Calédonie)"),
        ("Pacific/Gambier", "3 mars 2027 à 8 h 00 (heure de Gambier)"),
    ],
)
def test_moment_says_its_zone(zone: str | None, written: str) -> None:
    assert typography.moment(CLOSING, zone).replace("\u00a0", " ") == written


def test_moment_follows_summer_time() -> None:
    before = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    after = datetime(2027, 3, 28, 1, 1, tzinfo=UTC)
    assert "1\u00a0h\u00a059" in typography.moment(before)
    assert "3\u00a0h\u00a001" in typography.moment(after)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        typography.moment(datetime(2027, 3, 3, 18, 0))


def test_english_writes_its_own_way() -> None:
    with translation.override("en"):
        assert typography.day(date(2027, 3, 1)) == "1\u00a0March\u00a02027"
        assert typography.hour(CLOSING) == "17:00"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1284, None, "1\u202f284"),
        (12345.6, 1, "12\u202f345,6"),
        (0, None, "0"),
        (None, None, ""),
    ],
)
def test_number_has_a_space_that_never_breaks(
    value: float | None, decimals: int | None, written: str
) -> None:
    assert typography.number(value, decimals) == written


def test_percent_of_nothing_is_a_dash() -> None:
    assert [typography.percent(90, 238), typography.percent(0, 0)] == ["38\u00a0%", "–"]


def test_label_and_error_make_one_sentence_or_two() -> None:
    assert [typography.joined(label, "Répondez.") for label in ("Votre rue", "Où ?")] == [
        "Votre rue\u00a0: répondez.",
        "Où ? Répondez.",
    ]


@pytest.mark.parametrize(
    ("instant", "zone", "written"),
    [
        (datetime(2027, 3, 31, 22, tzinfo=UTC), "Europe/Paris", "31 mars 2027 à minuit"),
        (datetime(2027, 4, 1, 4, tzinfo=UTC), "America/Guadeloupe", "31 mars 2027 à minuit"),
        (datetime(2027, 3, 31, 16, tzinfo=UTC), "Europe/Paris", "31 mars 2027 à 18 h 00"),
    ],
)
def test_a_closing_at_midnight_is_told_as_the_evening_before(
    instant: datetime, zone: str, written: str
) -> None:
    assert typography.ending(instant, zone).replace("\u00a0", " ").startswith(f"{written} (heure")
