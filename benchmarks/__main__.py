"""Ask the main pages of the demonstration many times; tell milliseconds, queries and weight.

make demo     # once, for the data
make bench
"""

import gzip
import os
import statistics
import sys
import time

import django

ROUNDS = 30
PAGES = ("/", "/demarches/", "/actualites/", "/organismes/", "/aide/", "/accessibilite/")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participation.settings.demo")
    django.setup()
    print(f"{'page':<40}{'ms':>8}{'95 %':>8}{'queries':>9}{'kB gzip':>9}")
    for path in (*PAGES, *consultation_paths()):
        print(measured(path))
    return 0


def consultation_paths() -> list[str]:
    """Give the addresses of three consultation pages, as editors placed them."""
    from cms.models import ConsultationPage

    return [page.url for page in ConsultationPage.objects.live().order_by("pk")[:3]]


def measured(path: str) -> str:
    """Ask a page as a stranger does; give one line of figures."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    visitor = Client(SERVER_NAME="127.0.0.1")
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(path)
    if response.status_code != 200:
        return f"{path:<40}  answered {response.status_code}"
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        visitor.get(path)
        times.append((time.perf_counter() - start) * 1000)
    middle, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    weight = len(gzip.compress(response.content, 6)) / 1000
    return f"{path:<40}{middle:>8.1f}{late:>8.1f}{len(queries):>9}{weight:>9.1f}"


if __name__ == "__main__":
    sys.exit(main())
