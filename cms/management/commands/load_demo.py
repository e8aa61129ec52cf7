"""Load the demonstration: a region that does not exist, and a year of its consultations."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.load import load
from cms.demo.reading import PARIS, read
from cms.demo.resetting import empty_database
from participation.base.clock import now
from participation.councils.models import Invitation


class Command(BaseCommand):
    help = "Charge la démonstration. La relancer ne change rien."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reset",
            action="store_true",
            help="Efface d’abord toute la base (réglages de démonstration seulement).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reset"]:
            if not getattr(settings, "IS_DEMO", False):
                raise CommandError(
                    "Refusé\u00a0: ces réglages ne sont pas ceux de la démonstration."
                )
            empty_database()
        consultations = load(now().astimezone(PARIS).date())
        self.stdout.write(f"Démonstration prête\u00a0: {len(consultations)} démarches.\n")
        told = read("people")
        self.stdout.write(f"Mot de passe de tous les comptes\u00a0: {told['password']}")
        for account in told["accounts"]:
            note = f", {account['note']}" if "note" in account else ""
            self.stdout.write(f"  {account['email']}  ({account['display_name']}{note})")
        for invitation in Invitation.objects.pending().select_related("council"):
            told_to = f"{invitation.email}, {invitation.council}"
            self.stdout.write(f"Invitation qui attend ({told_to})\u00a0: {invitation.link}")
