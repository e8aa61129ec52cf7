from collections.abc import Iterator
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser

SENDING = "django.core.mail.backends.smtp.EmailBackend"
TRIAL = """Bonjour,

Cette lettre d'essai dit que la plateforme sait envoyer des courriels. Si elle est arrivée dans les
indésirables, demandez au gestionnaire du domaine de vérifier SPF, DKIM et DMARC.
"""


class Command(BaseCommand):
    help = "Vérifie l'envoi des courriels : les réglages, le serveur, et une lettre d'essai."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", help="Où envoyer une lettre d'essai.")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = list(unfit_settings())
        if not wrong:
            wrong += self.asked(options["address"])
        if wrong:
            raise CommandError("\n".join(wrong))

    def asked(self, address: str | None) -> list[str]:
        """Ask the server, and let it send; give what it refused."""
        try:
            connection = get_connection()
            connection.open()
            self.stdout.write(f"Le serveur {settings.EMAIL_HOST} répond et nous accepte.")
            if address:
                letter = EmailMessage("Lettre d'essai", TRIAL, to=[address], connection=connection)
                letter.send()
                self.stdout.write("Une lettre d'essai est partie. Regardez si elle est arrivée.")
            connection.close()
        except (OSError, SMTPException) as problem:
            return [f"Le serveur {settings.EMAIL_HOST} refuse ou se tait : {problem}"]
        return []


def unfit_settings() -> Iterator[str]:
    """Say which settings would let letters go nowhere."""
    if settings.EMAIL_BACKEND != SENDING:
        yield (
            "EMAIL_URL ne désigne aucun serveur : les lettres ne partent pas. Donnez par exemple "
            "EMAIL_URL=smtp+tls://compte:motdepasse@smtp.example.fr:587."
        )
    domain = settings.DEFAULT_FROM_EMAIL.rstrip(">").rpartition("@")[2]
    if "." not in domain:
        yield "DEFAULT_FROM_EMAIL n'est pas une adresse de votre domaine."
