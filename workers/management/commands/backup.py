from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation.base.backups import Impossible
from participation.base.backups.archive import make
from participation.base.backups.encryption import SUFFIX
from participation.base.clock import now


class Command(BaseCommand):
    help = (
        "Sauvegarde la base et les fichiers dans un seul fichier .tar, avec un manifeste qui les "
        "compte et les prouve. --recipient le chiffre pour une clé age."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="Le dossier où écrire, ou un nom de fichier.")
        parser.add_argument("--recipient", default="", help="Clé publique age (age1…).")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["folder"])
        if path.is_dir():
            path /= f"participation-{now():%Y-%m-%d-%H%M%S}.tar"
        if options["recipient"] and path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        try:
            manifest = make(path, recipient=options["recipient"])
        except (Impossible, OSError) as problem:
            raise CommandError(str(problem)) from problem
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"{path}\u00a0: {len(manifest.tables)} tables, {rows} lignes, "
            f"{len(manifest.files) - 1} fichiers."
        )
