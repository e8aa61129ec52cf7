from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation.accounts.actions import erase_account
from participation.journal.actions import sweep
from workers.people import person

WHAT = (
    "Le nom, les adresses, les mots de passe, les abonnements et les brouillons disparaissent ; "
    "les contributions restent, sans auteur."
)


class Command(BaseCommand):
    help = f"Efface une personne à sa demande (RGPD, article 17). {WHAT}"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="Son adresse de courriel, ou le numéro de son compte.")
        parser.add_argument("--yes", action="store_true", help="Effacer ; rien ne le défait.")

    def handle(self, *args: Any, **options: Any) -> None:
        account = person(options["person"])
        offices = ", ".join(str(office.public_body) for office in account.offices.all())
        if offices:
            self.stdout.write(f"Cette personne agit pour\u00a0: {offices}.")
        if not options["yes"]:
            raise CommandError(f"{WHAT} Rien n'est encore fait : ajoutez --yes pour effacer.")
        erase_account(account, actor=None)
        sweep()  # each part of the platform forgets its own
        self.stdout.write(f"Le compte {account.pk} est effacé.")
