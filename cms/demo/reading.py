"""The texts of the demonstration, as they lie in `data`."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

DATA = Path(__file__).parent / "data"
PARIS = ZoneInfo("Europe/Paris")
Told = dict[str, Any]  # one thing told by a file: its keys are the words of the file


@cache
def read(name: str) -> Any:
    """Read one file of `data`, named without its ending."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def consultations() -> list[Told]:
    """Give all consultations, in the order of their files."""
    return [read(f"consultations/{path.stem}") for path in _files("consultations")]


def all_testimonies() -> Iterator[tuple[str, int, Told]]:
    """Give each testimony with its town and its rank there, from 0."""
    for path in _files("testimonies"):
        said = read(f"testimonies/{path.stem}")
        for rank, testimony in enumerate(said["testimonies"]):
            yield said["town"], rank, testimony


def _files(folder: str) -> list[Path]:
    return sorted((DATA / folder).glob("*.json"))


class Calendar:
    """Turn "so many days from today" into dates; today is told once, for all."""

    def __init__(self, today: date) -> None:
        self.today = today

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def at(self, offset: int, hour: int = 0) -> datetime:
        """Give that day's instant, at this hour in Paris."""
        day = self.day(offset)
        return datetime(day.year, day.month, day.day, hour, tzinfo=PARIS)
