from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consultations.components.statements.opinions import routing
from consultations.components.statements.opinions.ballots import Ballots
from consultations.components.statements.opinions.computing import compute
from consultations.components.statements.opinions.reading import (
    Unreadable,
    identifier,
    read_ballots,
)
from consultations.components.statements.opinions.writing import as_json


class Command(BaseCommand):
    help = "Say which statements a participant may see next, each with its probability, as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("votes", type=Path, help="votes.csv or participants-votes.csv")
        parser.add_argument("comments", type=Path, nargs="?", help="comments.csv, with `moderated`")
        parser.add_argument("--participant", required=True, help="who asks; may be new")
        parser.add_argument("--draws", type=int, default=0, help="also draw so many times")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ballots = read_ballots(options["votes"], options["comments"])
        except (Unreadable, OSError, ValueError, KeyError) as error:
            raise CommandError(str(error)) from error
        opinions = compute(ballots)
        priorities = {
            column: float(weight)
            for column, weight in enumerate(opinions.priorities)
            if ballots.is_meta[column] or not ballots.is_aside[column]
        }
        seen = seen_by(ballots, options["participant"])
        found = routing.chances(priorities, seen=seen)
        told: dict[str, Any] = {
            "participant": options["participant"],
            "seen": sorted((ballots.statements[column] for column in seen), key=str),
            "next": [
                {
                    "statement": ballots.statements[column],
                    "priority": priorities[column],
                    "probability": chance,
                }
                for column, chance in sorted(found.items(), key=lambda one: (-one[1], one[0]))
            ],
        }
        if options["draws"]:
            drawn = [routing.draw(priorities, seen=seen) for _one in range(options["draws"])]
            told["drawn"] = {
                str(ballots.statements[column]): drawn.count(column) for column in sorted(found)
            }
        self.stdout.write(as_json(told))


def seen_by(ballots: Ballots, participant: str) -> set[int]:
    """Give the columns a participant voted on; none for somebody new."""
    who = identifier(participant)
    if who not in ballots.participants:
        return set()
    row = list(ballots.participants).index(who)
    return {int(one) for one in ballots.columns[ballots.starts[row] : ballots.starts[row + 1]]}
