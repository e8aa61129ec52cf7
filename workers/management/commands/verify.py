from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation.base.backups import Impossible
from participation.base.backups.archive import opened
from participation.base.backups.restoring import differences


class Command(BaseCommand):
    help = (
        "Vérifie une sauvegarde contre son manifeste, et nomme ce qui a changé. --here compare "
        "aussi la base et les fichiers en place ; la sortie est 1 si quelque chose diffère."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", help="Le fichier écrit par `backup`.")
        parser.add_argument("--identity", default="", help="Fichier de la clé age.")
        parser.add_argument("--here", action="store_true", help="Comparer aussi avec ce site.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with opened(Path(options["archive"]), identity=options["identity"]) as unpacked:
                manifest, _folder, altered = unpacked
                if options["here"]:
                    altered += differences(manifest)
        except (Impossible, OSError) as problem:
            raise CommandError(str(problem)) from problem
        if altered:
            raise CommandError("\n".join(altered))
        self.stdout.write(f"Intacte\u00a0: sauvegarde du {manifest.made_at}.")
