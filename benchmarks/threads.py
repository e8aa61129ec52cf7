"""A council that talks a lot: 200 discussions, one of them with 2,000 messages.

    python -m benchmarks.threads [--messages 2000] [--sqlite FILE]

Goals: each page in at most 20 queries and 200 ms, however long the discussion.
"""

import argparse
import random
import statistics
import time
from pathlib import Path
from typing import Any

from benchmarks._common.database import empty_database, sqlite_database

ROUNDS = 15
THREADS = 200
MEMBERS = 30
SENTENCE = (
    "le banc la place un tilleul notre rue l’école le marché plus d’ombre moins de bruit "
    "une fontaine des jeux la nuit il faudrait garder changer demander à la mairie samedi"
)


def talk(messages: int) -> tuple[Any, Any]:
    """Make a council that talks; give its long discussion and a member who has read none of it."""
    from participation.councils.threads.actions import open_thread, post
    from tests.factories import make_account, make_council, make_member

    chance = random.Random(2027)
    council = make_council()
    members = [make_account() for _ in range(MEMBERS)]
    for member in members:
        make_member(council, member)

    def said() -> str:
        return " ".join(chance.choices(SENTENCE.split(), k=chance.randint(5, 80)))

    for number in range(THREADS - 1):
        open_thread(council, actor=chance.choice(members), title=f"Sujet {number}", text=said())
    thread = open_thread(council, actor=members[0], title="La place", text=said())
    first = thread.messages.get()
    began = time.perf_counter()
    for number in range(messages - 1):
        post(
            thread,
            author=chance.choice(members[:-1]),
            text=said(),
            reply_to=first if number % 3 else None,
        )
    each = (time.perf_counter() - began) * 1000 / messages
    print(f"\n{messages} messages, {each:.1f} ms each")
    return thread, members[-1]


def read_pages(thread: Any, member: Any) -> None:
    """Ask each kind of page as that member; tell milliseconds and queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    home, start = thread.council.space_url, thread.get_absolute_url()
    pages = {
        "list": f"{home}discussions/",
        "last list": f"{home}discussions/?page=999",
        "search": f"{home}discussions/?q=fontaine+ecole",
        "last page": start,
        "first page": f"{start}?page=1",
        "space": home,
        "find": f"{home}chercher/?q=fontaine",
    }
    visitor = Client(SERVER_NAME="127.0.0.1")
    visitor.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    visitor.get(start)
    print(f"\n{'page':<12}{'ms':>8}{'queries':>9}{'kB':>7}")
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            response = visitor.get(address)
        assert response.status_code == 200, address
        number = len(queries)  # the next request forgets them
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            visitor.get(address)
            times.append((time.perf_counter() - began) * 1000)
        weight = len(response.content) / 1000
        print(f"{name:<12}{statistics.median(times):>8.1f}{number:>9}{weight:>7.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=2_000)
    parser.add_argument("--sqlite", type=Path, help="measure on this new file instead")
    given = parser.parse_args()
    name = "participation_benchmark_threads"
    with sqlite_database(given.sqlite) if given.sqlite else empty_database(name):
        read_pages(*talk(given.messages))


if __name__ == "__main__":
    main()
