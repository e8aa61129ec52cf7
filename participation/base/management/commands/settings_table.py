"""Write the table of settings that the documentation shows: what the running settings declare."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation.settings.env import VARIABLES, Variable

TOP = """# Réglages

Tout réglage vient de l’environnement. Chacun peut aussi venir d’un fichier : `NOM_FILE` donne alors
le chemin de ce fichier, ce qui convient aux secrets. Cette page est écrite par `make settings` :
ne la modifiez pas à la main.

| Nom | À défaut | À quoi il sert |
|---|---|---|
"""


class Command(BaseCommand):
    help = "Écrit docs/settings.md à partir des réglages déclarés (voir `make settings`)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="dire si la page est périmée")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR, "docs", "settings.md")
        page = TOP + "".join(row(VARIABLES[name]) for name in sorted(VARIABLES))
        if not check:
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            raise CommandError("docs/settings.md est périmé : lancez `make settings`.")


def row(variable: Variable) -> str:
    """Write one setting as a line of a Markdown table, with paths relative to the project."""
    default = (variable.default or "").replace(f"{settings.BASE_DIR}/", "")
    shown = f"`{default}`" if default else "—"
    return f"| `{variable.name}` | {shown} | {variable.help} |\n"
