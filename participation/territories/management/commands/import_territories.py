from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from participation.territories.actions import import_territories
from participation.territories.imports import Changes, Problem, Unreadable, compare, read_source

MOST_PROBLEMS = 50


class Command(BaseCommand):
    help = "Import official territories, or their outlines: all of a source, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, help="a folder of divisions, or a GeoJSON file")
        parser.add_argument("--vintage", type=int, help="the year of the divisions")
        parser.add_argument(
            "--dry-run", action="store_true", dest="preview", help="only say what would be done"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        vintage = options["vintage"]
        if vintage is not None and not 1900 <= vintage <= 2200:
            raise CommandError(_("Le millésime est une année, comme 2026."))
        try:
            source = read_source(options["source"], vintage)
        except Unreadable as error:
            raise CommandError(str(error)) from error
        if source.problems:
            self.show(source.problems)
            raise CommandError(_("Rien n’a été importé. Corrigez le fichier, puis recommencez."))
        preview = options["preview"]
        changes = compare(source) if preview else import_territories(source, actor=None)
        for sentence in summary(changes):
            self.stdout.write(sentence)
        if changes.is_nothing:
            self.stdout.write(_("Tout cela est déjà enregistré. Rien ne change."))
        elif preview:
            self.stdout.write(_("Aperçu seulement : rien n’a été importé."))

    def show(self, problems: Sequence[Problem]) -> None:
        for problem in problems[:MOST_PROBLEMS]:
            self.stderr.write(f"{problem.where}\u00a0: {problem.message}")
        if len(problems) > MOST_PROBLEMS:
            self.stderr.write(
                _("… et %(number)d autres erreurs.") % {"number": len(problems) - MOST_PROBLEMS}
            )


def summary(changes: Changes) -> Iterable[str]:
    """Tell the source and the counts, one sentence a line."""
    source = changes.source
    yield _("%(label)s, millésime %(vintage)d") % {"label": source.label, "vintage": source.vintage}
    if source.divisions:
        yield _(
            "Nouveaux territoires : %(created)d. Modifiés : %(updated)d. Inchangés : %(same)d."
        ) % {
            "created": len(changes.created),
            "updated": len(changes.updated),
            "same": changes.same,
        }
    if changes.ended:
        yield _("Fins de validité : %(ended)d, dont sans suite : %(gone)d.") % {
            "ended": len(changes.ended),
            "gone": changes.gone,
        }
    if source.outlines:
        yield _("Nouveaux contours : %(outlined)d. Modifiés : %(redrawn)d.") % {
            "outlined": len(changes.outlined),
            "redrawn": len(changes.redrawn),
        }
