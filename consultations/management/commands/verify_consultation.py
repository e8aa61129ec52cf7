import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Consultation
from consultations.verification import Fault, Finding, Report, verify
from participation.base.codes import spaced_code

SENTENCES = {
    Fault.ALTERED: gettext_lazy("les mots, la date, le canal ou l’étape ont changé"),
    Fault.STORED: gettext_lazy("l’empreinte enregistrée a changé, pas la contribution"),
    Fault.LISTED: gettext_lazy("l’empreinte publiée a changé, pas la contribution"),
    Fault.MISSING: gettext_lazy("publiée dans la liste, elle n’est plus comptée"),
    Fault.ADDED: gettext_lazy("comptée, elle n’est pas dans la liste publiée"),
    Fault.SWAPPED: gettext_lazy("ses mots sont échangés avec ceux de"),
    Fault.WORDLESS: gettext_lazy("ses mots ont disparu"),
    Fault.UNSEALED: gettext_lazy("elle n’a pas d’empreinte"),
    Fault.ROOT: gettext_lazy("La racine de la liste n’est pas celle attendue."),
    Fault.NUMBER: gettext_lazy("La liste publiée n’a plus le même nombre de lignes."),
}


class Command(BaseCommand):
    help = "Check every receipt of a consultation; exit with 1 when something was changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("consultation", help="number or short address")
        parser.add_argument("--root", default="", help="a root that was kept elsewhere")
        parser.add_argument("--json", action="store_true", dest="as_json", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        name = str(options["consultation"])
        key = {"pk": int(name)} if name.isdecimal() else {"slug": name}
        consultation = Consultation.objects.filter(**key).first()
        if consultation is None:
            raise CommandError(_("Aucune démarche « %(name)s ».") % {"name": name}, returncode=2)
        report = verify(consultation, options["root"])
        if options["as_json"]:
            told = {**asdict(report), "is_sound": report.is_sound}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self.tell(consultation, report)
        if not report.is_sound:
            sys.exit(1)

    def tell(self, consultation: Consultation, report: Report) -> None:
        self.stdout.write(
            _("%(title)s : %(number)d contributions vérifiées.")
            % {"title": consultation.title, "number": report.checked}
        )
        if report.is_published:
            self.stdout.write(_("Racine : %(root)s") % {"root": report.root})
        else:
            self.stdout.write(_("La liste paraît à la clôture : seules les empreintes sont vues."))
        for finding in report.findings:
            self.stderr.write(sentence(finding))
        if report.is_sound:
            self.stdout.write(_("Tout est intact."))


def sentence(finding: Finding) -> str:
    """Say one finding: the tracking code, and what is wrong there."""
    if not finding.code:
        return str(SENTENCES[finding.fault])
    other = f" {spaced_code(finding.other)}" if finding.other else ""
    return f"{spaced_code(finding.code)}\u00a0: {SENTENCES[finding.fault]}{other}"
