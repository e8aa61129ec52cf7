from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from participation.accounts.actions import erase_account
from participation.accounts.models import Account
from participation.base.backups import Impossible
from participation.base.backups.restoring import restore

Person = tuple[int, datetime]


class Command(BaseCommand):
    help = (
        "Restaure une sauvegarde dans une base vide, après l'avoir vérifiée tout entière. "
        "--replace remplace ce qui s'y trouve ; qui a été effacé depuis est effacé de nouveau."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", help="Le fichier écrit par `backup`.")
        parser.add_argument("--identity", default="", help="Fichier de la clé age.")
        parser.add_argument("--replace", action="store_true", help="Remplacer ce qui s'y trouve.")

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erased_here()
        try:
            altered = restore(
                Path(options["archive"]), identity=options["identity"], replace=options["replace"]
            )
        except (Impossible, OSError) as problem:
            raise CommandError(str(problem)) from problem
        if altered:
            raise CommandError("Restauré, mais différent de la sauvegarde. " + " ".join(altered))
        self.stdout.write("Restauré\u00a0: les comptes et les empreintes sont ceux du manifeste.")
        self.erase_again(erased)
        self.stdout.write("Lancez maintenant\u00a0: manage.py migrate")

    def erase_again(self, erased: list[Person]) -> None:
        """Forget again who asked for it since the copy was made."""
        try:
            returned = [row for pk, since in erased for row in still_known(pk, since)]
        except DatabaseError as problem:  # the copy is older than the columns of accounts
            numbers = " ".join(str(pk) for pk, _since in erased)
            raise CommandError(
                "Restauré. La sauvegarde est d'une version plus ancienne : lancez manage.py "
                f"migrate, puis manage.py erase_person pour chacun de ces comptes : {numbers}"
            ) from problem
        for account in returned:
            erase_account(account, actor=None)
        if returned:
            self.stdout.write(f"Comptes effacés depuis la sauvegarde, de nouveau : {len(returned)}")


def erased_here() -> list[Person]:
    """Give who asked to be forgotten, before an older copy brings them back."""
    try:
        rows = Account.objects.exclude(erased_at=None).order_by("pk")
        return list(rows.values_list("pk", "date_joined"))
    except DatabaseError:  # an empty database knows nobody
        return []


def still_known(pk: int, since: datetime) -> list[Account]:
    """Find the same person in the copy: another site's number 5 is somebody else."""
    return list(Account.objects.filter(pk=pk, date_joined=since, erased_at=None))
