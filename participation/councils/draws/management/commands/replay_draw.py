"""Replay a published draw, from its file or from what is published here."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation.councils.draws import lot
from participation.councils.draws.models import Draw
from participation.councils.draws.queries import published


class Command(BaseCommand):
    help = "Rejoue un tirage au sort publié, et dit s'il donne le même résultat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("draw", help="numéro d'un tirage de ce site, ou chemin d'un fichier")

    def handle(self, *args: Any, draw: str, **options: Any) -> None:
        told = _told(draw)
        if "seed" not in told:
            raise CommandError("Ce tirage n'a pas encore eu lieu.")
        wrong = list(lot.disagreements(told))
        if wrong:
            raise CommandError("Le tirage ne se rejoue pas : " + " ; ".join(wrong))
        taken = len(told["result"]["taken"])
        size = len(told["candidates"])
        self.stdout.write(f"D'accord : {size} personnes, {taken} tirées, {told['commitment']}")


def _told(draw: str) -> Any:
    if draw.isdecimal():
        found = Draw.objects.all().public().filter(pk=int(draw)).first()
        if found is None:
            raise CommandError("Aucun tirage publié n'a ce numéro.")
        return published(found)
    try:
        return json.loads(Path(draw).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CommandError(f"Ce fichier ne se lit pas : {problem}") from None
