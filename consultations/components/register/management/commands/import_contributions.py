from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from consultations.components.register.actions import TakenOver, take_over
from consultations.components.register.imports import (
    Plan,
    Unreadable,
    make_plan,
    read_mapping,
    read_source,
)
from consultations.components.register.models import Stance
from consultations.errors import Refused
from consultations.models import Channel, Consultation, Step
from participation.base.text import excerpt

FIRST_ROWS = 5
MOST_PROBLEMS = 50


class Command(BaseCommand):
    help = "Take over the contributions of another platform from a CSV file: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument("--consultation", required=True, help="number or short address")
        parser.add_argument("--step", type=int, help="number of the register, if there are several")
        parser.add_argument(
            "--mapping",
            nargs="+",
            required=True,
            metavar="MAPPING",
            help="a JSON file, or field=column … (field:=value for a constant)",
        )
        parser.add_argument(
            "--preview",
            "--dry-run",
            action="store_true",
            dest="preview",
            help="only say what would be done",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            step = find_step(options["consultation"], options["step"])
            plan = make_plan(step, read_source(options["file"]), read_mapping(options["mapping"]))
        except Unreadable as error:
            raise CommandError(str(error)) from error
        if plan.is_known:
            return self.say_known(plan)
        self.show(plan)
        if plan.problems:
            raise CommandError(_("Rien n’a été repris. Corrigez le fichier, puis recommencez."))
        if options["preview"]:
            return self.stdout.write(_("Aperçu seulement : rien n’a été repris."))
        return self.take(step, plan)

    def take(self, step: Step, plan: Plan) -> None:
        source = plan.source
        try:
            take_over(step, plan.rows, sha256=source.sha256, name=source.name, actor=None)
        except IntegrityError as error:
            if not make_plan_known(step, plan):
                raise
            raise CommandError(_("Ce fichier vient d’être repris par ailleurs.")) from error
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused
        self.stdout.write(_("%(number)d contributions reprises.") % {"number": len(plan.rows)})

    def say_known(self, plan: Plan) -> None:
        batch = plan.batch
        assert batch is not None
        self.stdout.write(
            _("Ce fichier a déjà été repris le %(day)s (%(number)d contributions). Rien ne change.")
            % {"day": f"{batch.imported_at:%d/%m/%Y}", "number": batch.row_count}
        )

    def show(self, plan: Plan) -> None:
        """Say what the file holds, how its first rows will appear, and what is wrong."""
        source = plan.source
        self.stdout.write(f"{source.name} · SHA-256 {source.sha256}")
        for sentence in summary(plan):
            self.stdout.write(sentence)
        for row in plan.rows[:FIRST_ROWS]:
            self.stdout.write(f"  – {shown(row)}")
        for problem in plan.problems[:MOST_PROBLEMS]:
            self.stderr.write(
                _("Ligne %(line)d : %(message)s")
                % {"line": problem.line, "message": problem.message}
            )
        left = len(plan.problems) - MOST_PROBLEMS
        if left > 0:
            self.stderr.write(_("… et %(number)d autres erreurs.") % {"number": left})


def find_step(consultation: str, step_id: int | None) -> Step:
    """Find the register to fill. Raises Unreadable when it is absent, or not the only one."""
    rows = Consultation.objects.filter(slug=consultation)
    if consultation.isdecimal():
        rows = rows | Consultation.objects.filter(pk=int(consultation))
    found = rows.order_by("pk").first()
    if found is None:
        raise Unreadable(_("Aucune démarche « %(name)s ».") % {"name": consultation})
    steps = found.steps.filter(kind="register").select_related("consultation")
    chosen = list(steps.filter(pk=step_id) if step_id else steps)
    if len(chosen) != 1:
        named = ", ".join(f"{step.pk} ({step.title})" for step in steps)
        raise Unreadable(
            _("Dites par --step quel registre remplir. Registres : %(steps)s.")
            % {"steps": named or "–"}
        )
    return chosen[0]


def make_plan_known(step: Step, plan: Plan) -> bool:
    return step.consultation.batches.filter(sha256=plan.source.sha256).exists()


def summary(plan: Plan) -> list[str]:
    """Tell the counts, one sentence a line."""
    numbers = {
        "rows": len(plan.rows),
        "answers": plan.answers,
        "alone": len(plan.unattached),
        "hidden": len(plan.hidden),
        "problems": len(plan.problems),
    }
    sentences = [
        _("Lignes lisibles : %(rows)d, dont %(answers)d réponses à une autre.") % numbers,
        _("Répondent à une contribution absente, gardées seules : %(alone)d.") % numbers,
        _("Masquées à l’origine : %(hidden)d. Erreurs : %(problems)d.") % numbers,
    ]
    labels = {
        "theme": (_("Thèmes"), {}),
        "stance": (_("Positions"), dict(Stance.choices)),
        "channel": (_("Canaux"), dict(Channel.choices)),
    }
    for name, (label, words) in labels.items():
        counts = (f"{words.get(key, key) or '–'} {n}" for key, n in plan.count_by(name))
        sentences.append(f"{label}\u00a0: {', '.join(counts)}")
    return sentences


def shown(row: TakenOver) -> str:
    """Write one row in a line, as its beginning will appear."""
    stance = f" [{Stance(row.words.stance).label}]" if row.words.stance else ""
    words = row.words.title or excerpt(row.words.body, 90)
    return f"{row.received_at:%d/%m/%Y}{stance} {words}"
