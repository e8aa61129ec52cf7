import mailbox
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from participation.notifications.actions import take_bounce


class Command(BaseCommand):
    help = (
        "Lit des avis de non-remise (RFC 3464) : un sur l'entrée standard, comme un serveur de "
        "courriel les passe, ou tous ceux d'une boîte Maildir."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--maildir", help="Une boîte Maildir ; ce qui est lu en est retiré.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["maildir"]:
            self.tell(take_bounce(sys.stdin.buffer.read()))
            return
        if not Path(options["maildir"]).is_dir():
            self.stderr.write("Cette boîte n'existe pas. Donnez le chemin d'un dossier Maildir.")
            sys.exit(1)
        box = mailbox.Maildir(options["maildir"], create=False)
        for key in list(box.iterkeys()):
            self.tell(take_bounce(box.get_bytes(key)))
            box.remove(key)

    def tell(self, found: Any) -> None:
        state = "aucun refus définitif d'une lettre à nous"
        if found is not None:
            state = f"{found.hard_failures} refus"
            state += ", suspendue" if found.disabled_at else ""
        self.stdout.write(state)
