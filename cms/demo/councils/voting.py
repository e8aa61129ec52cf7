"""The votes of a council and its register of decisions, voted and counted on their days."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from cms.demo.councils.lived import LivedCouncil
from cms.demo.reading import Told
from participation.councils.ballots import actions
from participation.councils.ballots.choices import CountBy, Kind, ResultsShown
from participation.councils.ballots.models import Ballot, Decision
from participation.councils.ballots.rules.counting import Choices

Ballots = dict[str, Ballot]
EVENING = 19


def vote(life: LivedCouncil) -> Ballots:
    """Open each vote, let members vote one evening after the other, and count what is over."""
    return {told["key"]: _vote(life, told) for told in life.told.get("ballots", [])}


def _vote(life: LivedCouncil, told: Told) -> Ballot:
    with life.at(told["opened"]):
        ballot = open_told(life, told, closes_at=life.calendar.at(told["closes"] + 1))
    for number, (who, said, *reason) in enumerate(told["votes"], start=1):
        with life.at(told["opened"][0] + number, EVENING):
            choices = choices_of(Kind(told["kind"]), said)
            actions.cast(ballot, choices, actor=life.accounts[who], reason="".join(reason))
    if told["closes"] < 0:
        with life.at([told["closes"], 10, 0]):
            actions.remind(ballot)
        with life.at(told["closes"] + 1, 0):
            ballot = actions.close_ballot(ballot, actor=None)
    return ballot


def open_told(life: LivedCouncil, told: Told, *, closes_at: datetime, **more: Any) -> Ballot:
    """Open one vote now, in the words and under the rules of its file."""
    return actions.open_ballot(
        life.council,
        actor=life.accounts[told["by"]],
        title=told["title"],
        context=told.get("context", ""),
        kind=Kind(told["kind"]),
        options=list(_options(life, told)),
        closes_at=closes_at,
        count_by=CountBy(told.get("count_by", CountBy.PERSON)),
        is_anonymous=told.get("is_anonymous", False),
        results_shown=ResultsShown(told.get("shown", ResultsShown.WHEN_CLOSED)),
        **more,
    )


def _options(life: LivedCouncil, told: Told) -> Iterable[str | datetime]:
    for option in told.get("options", []):
        if isinstance(option, str):
            yield option
        else:
            day, hour, minute = option
            yield life.calendar.at(day, hour) + timedelta(minutes=minute)


def choices_of(kind: Kind, said: Any) -> Choices:
    """Turn what a file says somebody voted into choices: options are counted from 0 there.

    `"yes"` for fixed answers, `[1]` for a choice, `[2, 0]` for a ranking, the best first, and one
    answer for each date.
    """
    if kind in {Kind.CONSENT, Kind.YES_NO}:
        return {said: 1}
    if kind == Kind.MEETING_DATE:
        return {str(rank): answer for rank, answer in enumerate(said, start=1)}
    if kind == Kind.RANKING:
        return {str(option + 1): rank for rank, option in enumerate(said, start=1)}
    return {str(option + 1): 1 for option in said}


def decide(life: LivedCouncil, ballots: Ballots) -> None:
    """Write each decision in the register, and publish those that are for everyone."""
    written: dict[str, Decision] = {}
    for told in life.told.get("decisions", []):
        actor = life.accounts[told["by"]]
        with life.at(told["at"]):
            decision = actions.record_decision(
                life.council,
                actor=actor,
                title=told["title"],
                text=told["text"],
                ballot=ballots.get(told.get("ballot", "")),
                meeting=told.get("meeting", ""),
                review_on=life.calendar.day(told["review"]) if "review" in told else None,
                replaces=written.get(told.get("replaces", "")),
            )
            if told.get("public"):
                actions.publish_decision(decision, actor=actor)
        written[told["title"]] = decision
