"""A plan of forty measures and a contract, lived from their publication to today."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction

from cms.demo.cast import Cast
from cms.demo.reading import Calendar, Told, read
from consultations.commitments import actions
from consultations.commitments.models import Branch, Measure, Plan
from consultations.outcomes.models import OfficialResponse
from participation.base.clock import living_at

FIRST_NEWS, LAST_NEWS = -70, -12  # days between which measures move


@transaction.atomic
def load_plans(cast: Cast, calendar: Calendar) -> None:
    """Make the plans that are missing; one that is there is left alone."""
    for told in read("plans"):
        if not Plan.objects.filter(title=told["title"]).exists():
            _Lived(told, cast, calendar).live()


class _Lived:
    """One plan, as its file tells it."""

    def __init__(self, told: Told, cast: Cast, calendar: Calendar) -> None:
        self.told, self.calendar = told, calendar
        self.body = cast.bodies[told["body"]]
        self.officer = cast.officer_of(told["body"])
        self.territory = cast.territories[told["territory"]]
        self.measures: list[tuple[Measure, Told]] = []

    def live(self) -> None:
        told = self.told
        with living_at(self.calendar.at(told["created"], 10)):
            self.plan = actions.create_plan(
                actor=self.officer,
                public_body=self.body,
                territory=self.territory,
                kind=told["kind"],
                title=told["title"],
                summary=told["summary"],
                levels=told["levels"],
                starts_on=self.calendar.day(told["starts"]),
                ends_on=self.calendar.day(told["ends"]),
                rhythm_days=told["rhythm"],
                referent_role=told["referent"],
            )
            self._write(told["tree"], None)
            self._sign()
        with living_at(self.calendar.at(told["published"], 9)):
            self.plan = actions.publish_plan(self.plan, actor=self.officer)
        self._move()
        self._amend()
        self._merge()

    def _write(self, tree: list[Told], parent: Branch | None) -> None:
        for told in tree:
            branch = actions.write_branch(
                self.plan, title=told["title"], parent=parent, actor=self.officer
            )
            self._write(told.get("branches", []), branch)
            for measure in told.get("measures", []):
                self._add(measure, branch)

    def _add(self, told: Told, branch: Branch) -> None:
        measure = actions.write_measure(
            self.plan,
            actor=self.officer,
            title=told["title"],
            branch=branch,
            due_on=self.calendar.day(told["due"]),
            referent_role=told.get("referent", ""),
        )
        if "decision" in told:
            rows = OfficialResponse.objects.filter(consultation__public_body=self.body)
            decision = rows.get(heading=told["decision"])
            actions.link_decisions(measure, [decision], actor=self.officer)
        self.measures.append((measure, told))

    def _move(self) -> None:
        """Each measure moves on a day of its own, and some give news since."""
        days = _spread(len(self.measures))
        for (measure, told), day in zip(self.measures, days, strict=True):
            measure.plan = self.plan
            if told["status"] != "not_started":
                done = min(told["due"], day) if told["status"] == "done" else None
                with living_at(self.calendar.at(day, 11)):
                    actions.set_status(
                        measure,
                        told["status"],
                        actor=self.officer,
                        text=told.get("why", ""),
                        done_on=self.calendar.day(done) if done is not None else None,
                    )
            if "news" in told:
                with living_at(self.calendar.at(max(day + 3, LAST_NEWS), 15)):
                    actions.give_news(measure, text=told["news"], actor=self.officer)
            if "indicator" in told:
                with living_at(self.calendar.at(day, 12)):
                    self._count(measure, told["indicator"])

    def _count(self, measure: Measure, told: list[Any]) -> None:
        name, unit, source, years = told
        indicator = actions.add_indicator(
            measure, name=name, unit=unit, source=source, actor=self.officer
        )
        for offset, target, achieved in years:
            actions.write_figure(
                indicator,
                self.calendar.today.year + offset,
                target=Decimal(target),
                achieved=Decimal(achieved) if achieved is not None else None,
                actor=self.officer,
            )

    def _sign(self) -> None:
        for party, role, day in self.told.get("signatories", []):
            actions.write_signatory(
                self.plan,
                party=party,
                role=role,
                signed_on=self.calendar.day(day) if day is not None else None,
                actor=self.officer,
            )

    def _amend(self) -> None:
        for told in self.told.get("amendments", []):
            with living_at(self.calendar.at(told["day"], 10)):
                actions.amend(
                    self.plan,
                    title=told["title"],
                    summary=told["summary"],
                    signed_on=self.calendar.day(told["signed"]),
                    ends_on=self.calendar.day(told["ends"]) if "ends" in told else None,
                    actor=self.officer,
                )

    def _merge(self) -> None:
        told = self.told.get("merged")
        if told is None:
            return
        with living_at(self.calendar.at(LAST_NEWS, 9)):
            extra = actions.write_measure(self.plan, title=told["title"], actor=self.officer)
            into = self.plan.measures.get(title=told["into"])
            actions.merge(extra, into=into, text=told["why"], actor=self.officer)


def _spread(number: int) -> Iterator[int]:
    """Give days between the first news and the last, one for each measure, in no plain order."""
    span = LAST_NEWS - FIRST_NEWS
    return (FIRST_NEWS + (rank * 17) % span for rank in range(number))
