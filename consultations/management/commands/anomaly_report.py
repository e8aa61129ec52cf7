import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consultations.anomalies import Anomaly, Sign, anomalies, share_flagged
from consultations.models import Consultation
from participation.base.clock import local
from participation.base.codes import spaced_code

SENTENCES = {
    Sign.BURST: "arrivées en dix minutes",
    Sign.SAME_WORDS: "disent la même chose",
}


class Command(BaseCommand):
    help = (
        "Montre les contributions à regarder de près : arrivées en rafale, textes identiques. "
        "Rien n'est écarté : une personne juge. La sortie est 1 s'il y a quelque chose à voir."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("consultation", help="Numéro ou adresse courte de la démarche.")
        parser.add_argument("--json", action="store_true", dest="as_json", help="Pour une machine.")

    def handle(self, *args: Any, **options: Any) -> None:
        name = str(options["consultation"])
        key = {"pk": int(name)} if name.isdecimal() else {"slug": name}
        consultation = Consultation.objects.filter(**key).first()
        if consultation is None:
            raise CommandError(f"Aucune démarche « {name} ».", returncode=2)
        found = anomalies(consultation)
        if options["as_json"]:
            told = [asdict(each) for each in found]
            self.stdout.write(json.dumps(told, default=str, ensure_ascii=False, indent=2))
        else:
            self.tell(consultation, found)
        if found:
            sys.exit(1)

    def tell(self, consultation: Consultation, found: list[Anomaly]) -> None:
        counts = share_flagged(consultation, found)
        self.stdout.write(f"{consultation.title}\u00a0: {counts['all']} contributions comptées.")
        for each in found:
            instant = local(each.begins_at, consultation.zone)
            usual = f" (d'ordinaire {each.expected:.1f})" if each.expected else ""
            codes = " ".join(spaced_code(code) for code in each.codes[:20])
            more = " …" if len(each.codes) > 20 else ""
            self.stdout.write(
                f"{instant:%d/%m/%Y %H:%M}\u00a0: {len(each.codes)} {SENTENCES[each.sign]}{usual}"
                f"\u00a0: {codes}{more}"
            )
        if not found:
            self.stdout.write("Rien à signaler.")
