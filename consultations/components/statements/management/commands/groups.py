from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consultations.components.statements.opinions.computing import compute, compute_given
from consultations.components.statements.opinions.reading import (
    Unreadable,
    read_ballots,
    read_groups,
)
from consultations.components.statements.opinions.writing import as_json, written


class Command(BaseCommand):
    help = "Find the opinion groups in a file of votes, and write all figures as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("votes", type=Path, help="votes.csv or participants-votes.csv")
        parser.add_argument("comments", type=Path, nargs="?", help="comments.csv, with `moderated`")
        parser.add_argument("--given", type=Path, help="take the groups from participant, group")
        parser.add_argument("--output", type=Path, help="write to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ballots = read_ballots(options["votes"], options["comments"])
            given = read_groups(options["given"]) if options["given"] else None
        except (Unreadable, OSError, ValueError, KeyError) as error:
            raise CommandError(str(error)) from error
        if given is None:
            text = as_json(written(compute(ballots)))
        else:
            text = as_json(written(compute_given(ballots, given), all_groups=True))
        if options["output"]:
            options["output"].write_text(f"{text}\n", encoding="utf-8")
        else:
            self.stdout.write(text)
