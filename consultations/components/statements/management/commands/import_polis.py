from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from consultations.components.statements.actions import recompute, take_over
from consultations.components.statements.imports import Plan, make_plan
from consultations.components.statements.models import Picture
from consultations.components.statements.opinions.reading import Unreadable
from consultations.errors import Refused
from consultations.models import Consultation, Step


class Command(BaseCommand):
    help = "Take over a conversation exported from Pol.is: its comments and its votes, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("comments", type=Path, help="comments.csv")
        parser.add_argument("votes", type=Path, help="votes.csv")
        parser.add_argument("--consultation", required=True, help="its short address")
        parser.add_argument("--step", type=int, help="number of the step, if there are several")
        parser.add_argument("--preview", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            step = find_step(options["consultation"], options["step"])
            plan = make_plan(options["comments"], options["votes"])
        except (Unreadable, OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for sentence in summary(plan):
            self.stdout.write(sentence)
        if options["preview"]:
            self.stdout.write(_("Aperçu seulement : rien n’a été repris."))
            return
        self.take(step, plan)

    def take(self, step: Step, plan: Plan) -> None:
        try:
            take_over(
                step,
                plan.statements,
                plan.sheets,
                sha256=plan.sha256,
                names=plan.names,
                actor=None,
            )
        except IntegrityError as error:
            raise CommandError(_("Un de ces fichiers a déjà été repris ici.")) from error
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused
        recompute(Picture.objects.get(conversation=step.conversation))
        self.stdout.write(_("Tout est repris, et les groupes sont calculés."))


def find_step(slug: str, step_id: int | None) -> Step:
    """Find the conversation to fill. Raises Unreadable when it is absent, or not the only one."""
    found = Consultation.objects.filter(slug=slug).first()
    if found is None:
        raise Unreadable(_("Aucune démarche « %(name)s ».") % {"name": slug})
    steps = found.steps.filter(kind="statements").select_related("consultation", "conversation")
    chosen = list(steps.filter(pk=step_id) if step_id else steps)
    if len(chosen) != 1:
        raise Unreadable(_("Dites par --step quelle étape remplir."))
    return chosen[0]


def summary(plan: Plan) -> list[str]:
    """Tell the counts, one sentence a line."""
    numbers = {
        "statements": len(plan.statements),
        "hidden": plan.hidden,
        "people": len(plan.sheets),
        "votes": plan.votes,
        "replaced": plan.replaced,
        "orphans": plan.orphans,
        "empty": plan.empty,
    }
    return [
        _("Affirmations : %(statements)d, dont %(hidden)d masquées à l’origine.") % numbers,
        _("Personnes : %(people)d. Votes : %(votes)d, les derniers de chacune.") % numbers,
        _("Votes remplacés depuis par la même personne : %(replaced)d.") % numbers,
        _("Laissés de côté : %(orphans)d votes sans affirmation, %(empty)d affirmations vides.")
        % numbers,
    ]
