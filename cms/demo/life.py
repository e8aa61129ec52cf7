"""One consultation as its file tells it: whose it is, and on which days it is lived."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cms.demo.cast import Cast
from cms.demo.reading import Calendar, Told
from participation.accounts.models import Account


@dataclass(frozen=True)
class Life:
    """What its file tells, the cast, and the calendar."""

    told: Told
    cast: Cast
    calendar: Calendar

    @property
    def officer(self) -> Account:
        return self.cast.officer_of(self.told["body"])

    @property
    def days(self) -> dict[str, int]:
        found: dict[str, int] = self.told["days"]
        return found

    def at(self, moment: str, hour: int = 10) -> datetime:
        return self.calendar.at(self.days[moment], hour)

    @property
    def opens_at(self) -> datetime:
        return self.at("opens", 9)

    @property
    def closes_at(self) -> datetime:
        """The last day, to its end."""
        return self.calendar.at(self.days["closes"] + 1)

    @property
    def last_word_at(self) -> datetime:
        """When the last contribution so far arrived."""
        last = self.closes_at - timedelta(hours=2)
        if "withdrawal" in self.told:
            last = self.calendar.at(self.told["withdrawal"]["day"], 9)
        return min(last, self.calendar.at(0) - timedelta(minutes=5))
