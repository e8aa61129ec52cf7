from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from participation.base.retention import retention_rules


class Command(BaseCommand):
    help = "Efface ce que les règles de conservation disent d'effacer ; --dry-run les montre."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Dit les règles, n'efface rien.")

    def handle(self, *args: Any, **options: Any) -> None:
        for rule in retention_rules():
            line = f"{rule.what}\u00a0: {rule.kept}. {rule.why}."
            if options["dry_run"]:
                waiting = f" ({rule.count()})" if rule.count else ""
                self.stdout.write(f"{line}{waiting}")
            else:
                self.stdout.write(f"{line} {rule.remove()}")
