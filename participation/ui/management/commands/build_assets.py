"""Writes the stylesheet and the script that pages load, from their small sources."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation.ui.assets import stale_assets, write_assets


class Command(BaseCommand):
    help = "Build static/ui/site.css and site.js from static_src/ui."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say whether they are fresh.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if stale := stale_assets():
                raise CommandError(f"Stale: {', '.join(stale)}. Run manage.py build_assets.")
            return
        for name in write_assets():
            self.stdout.write(f"wrote {name}")
