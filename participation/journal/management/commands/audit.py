import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import BaseCommand

from participation.journal.auditing import Fault, Finding, verify_all, verify_chain
from participation.journal.models import ChainEnd

SENTENCES = {
    Fault.LINE_CHANGED: "la ligne n'est plus celle qui a été écrite",
    Fault.LINE_MISSING: "la ligne a été retirée",
    Fault.LINK_MISSING: "un maillon a été retiré",
    Fault.END_CHANGED: "la fin de la chaîne a changé, ou la clé secrète n'est plus la même",
    Fault.UNSEALED: "la ligne n'est dans aucune chaîne",
}
MOST_TOLD = 200


class Command(BaseCommand):
    help = (
        "audit verify : vérifie que nul n'a changé le journal, démarche par démarche. "
        "La sortie est 1 si quelque chose a changé. Gardez ailleurs les fins de chaînes affichées."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--consultation", type=int, help="Numéro d'une seule démarche.")
        parser.add_argument("--json", action="store_true", dest="as_json", help="Pour une machine.")

    def handle(self, *args: Any, **options: Any) -> None:
        one = options["consultation"]
        findings = list(verify_all() if one is None else verify_chain(one))
        rows = ChainEnd.objects.all() if one is None else ChainEnd.objects.filter(chain=one)
        ends = list(rows.order_by("chain").values("chain", "length", "sha256"))
        if options["as_json"]:
            told = {"ends": ends, "findings": [vars(each) for each in findings]}
            self.stdout.write(json.dumps(told, indent=2))
        else:
            self.tell(ends, findings)
        if findings:
            sys.exit(1)

    def tell(self, ends: Iterable[Mapping[str, Any]], findings: list[Finding]) -> None:
        for end in ends:
            name = f"Démarche {end['chain']}" if end["chain"] else "Plateforme"
            self.stdout.write(f"{name}\u00a0: {end['length']} lignes, fin {end['sha256']}")
        for each in findings[:MOST_TOLD]:
            where = f"place {each.position}, ligne {each.entry_id or '?'}"
            self.stdout.write(f"Démarche {each.chain}, {where}\u00a0: {SENTENCES[each.fault]}")
        counts = Counter(each.fault for each in findings)
        self.stdout.write(
            f"{sum(counts.values())} anomalies." if findings else "Le journal est intact."
        )
