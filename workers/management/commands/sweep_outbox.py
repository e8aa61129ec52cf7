import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workers import upkeep
from workers.health import health


class Command(BaseCommand):
    help = "Reprend ce qui attend : lignes du journal, résumés, lettres. --health dit l'état."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--health", action="store_true", help="N'envoie rien, dit l'état.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["health"]:
            state = health()
            told = {**asdict(state), "is_alive": state.is_alive}
            self.stdout.write(json.dumps(told, default=str, indent=2))
            sys.exit(0 if state.is_alive else 1)
        for name, number in upkeep.sweep().items():
            self.stdout.write(f"{name} {number}")
