"""Find the themes of a CSV file of contributions, with the code that the site itself uses.

python manage.py summary contributions.csv > themes.json

The CSV has a header with `id` and `body`, and may have `author`, `stance` (pour/contre, for/
against, 1/-1) and `theme` (not read: the themes come from the texts alone).
"""

import csv
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from consultations.summaries.actions.asking import can_analyse
from consultations.summaries.engine.summary import Item, summarise
from consultations.summaries.telling import as_json

STANCES = {
    **dict.fromkeys(("pour", "for", "1", "agree", "favor", "a favor"), "for"),
    **dict.fromkeys(("contre", "against", "-1", "disagree", "en contra"), "against"),
}
LONGEST_FIELD = 10_000_000


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Trouve les thèmes d'un fichier CSV de contributions ; écrit du JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("csv", help="fichier CSV : id, body[, author, stance] ; « - » : entrée")
        parser.add_argument("--output", help="fichier JSON à écrire (par défaut : la sortie)")
        parser.add_argument("--themes", type=int, help="nombre de thèmes à chercher")
        parser.add_argument("--verbatims", type=int, help="nombre d'extraits, à peu près")
        parser.add_argument("--progress", action="store_true", help="dire où en est le calcul")

    def handle(self, *args: Any, **options: Any) -> None:
        if not can_analyse():
            raise CommandError("L'option « analysis » n'est pas installée (scikit-learn).")
        items = read_items(options["csv"])

        def tell(stage: str, percent: int) -> None:
            if options["progress"]:
                self.stderr.write(f"{percent:3} % {stage}")

        found = summarise(
            items, themes=options["themes"], verbatims=options["verbatims"], tell=tell
        )
        told = json.dumps(as_json(items, found), ensure_ascii=False, indent=1, sort_keys=True)
        if options["output"]:
            Path(options["output"]).write_text(told + "\n", encoding="utf-8")
        else:
            self.stdout.write(told)


def read_items(path: str) -> list[Item]:
    """Read the contributions of a CSV file. Raises CommandError when a column is missing."""
    csv.field_size_limit(LONGEST_FIELD)
    if path == "-":
        return _items(sys.stdin)
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return _items(file)
    except OSError as problem:
        raise CommandError(f"Fichier illisible : {path}") from problem


def _items(file: TextIO) -> list[Item]:
    rows = csv.DictReader(file)
    if not rows.fieldnames or not {"id", "body"} <= set(rows.fieldnames):
        raise CommandError("Il faut les colonnes « id » et « body ».")
    items: dict[str, Item] = {}
    for row in rows:
        item = Item(
            id=str(row["id"]),
            text=row["body"] or "",
            author=row.get("author") or "",
            stance=_stance(row.get("stance") or ""),
        )
        known = items.setdefault(item.id, item)  # an id twice is one contribution: its longest text
        items[item.id] = max(known, item, key=lambda one: (len(one.text), one.text, one.author))
    return list(items.values())


def _stance(told: str) -> str:
    return STANCES.get(told.strip().lower(), told.strip().lower()[:10])
