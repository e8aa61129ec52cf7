"""A second site in a process of its own: its database, its key, its server on the loopback.

Run as `python -m tests.participation.councils.directory.other_site PORT`, with `DATABASE_URL`,
`SITE_URL`, `SITE_NAME` and `REGISTER_KEY` in the environment. It says « ready » when it answers.
"""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings


def build() -> None:
    """Make the tables straight from the models, and three councils."""
    from django.apps import apps
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    from participation.councils.choices import Activity
    from tests.participation.councils.directory import making

    sorane = making.department("0A", "Sorane")
    valombre = making.commune("Valombre", "0A002", sorane, 2.2, 44.2)
    saules = making.quarter("Les Saules", "QN0A09", valombre, 2.21, 44.21)
    making.covering("Conseil citoyen des Saules", valombre, saules, slug="saules")
    making.covering("Conseil du Lac", valombre, activity=Activity.DORMANT, slug="lac")
    making.covering("<i>Conseil</i> du Pré", valombre, slug="pre")


class Quiet(WSGIRequestHandler):
    """Says nothing of what it answers."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def main(port: int) -> None:
    django.setup()
    from django.core.wsgi import get_wsgi_application
    from django.test import Client

    if not Path(settings.DATABASES["default"]["NAME"]).exists():
        build()
    Client().get("/conseils/registre.json")  # so that the first question is not the slowest
    server = make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet)
    print("ready", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
