import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation.accounts.personal import everything_about
from workers.people import person


class Command(BaseCommand):
    help = (
        "Donne tout ce que le site sait d'une personne, en JSON (RGPD, articles 15 et 20). "
        "Vérifiez d'abord que c'est bien elle qui demande."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="Son adresse de courriel, ou le numéro de son compte.")
        parser.add_argument("file", nargs="?", help="Fichier neuf à écrire ; sans lui, l'écran.")

    def handle(self, *args: Any, **options: Any) -> None:
        data = everything_about(person(options["person"]))
        text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
        if not options["file"]:
            self.stdout.write(text)
            return
        path = Path(options["file"])
        try:
            number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except OSError as problem:
            raise CommandError(f"{path} ne peut pas être écrit : {problem.strerror}.") from problem
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        self.stdout.write(f"Écrit\u00a0: {path}")
