"""The summaries of 18 h for a whole region: who has something, and their letters.

    python -m benchmarks.digests [--people 50000] [--notices 3]

Goal: 50,000 people in at most 10 s.
"""

import argparse
import json
import sys
import time
from datetime import timedelta
from typing import Any

from benchmarks._common.database import empty_database

GOAL = 10.0


def fill(people: int, notices: int) -> None:
    """Make accounts, of which each has some notices that are due."""
    from django.db import transaction

    from participation.accounts.events import AccountRenamed
    from participation.accounts.models import Account
    from participation.base.clock import now
    from participation.base.events import record
    from participation.notifications.models import Notice

    Account.objects.bulk_create(
        [Account(email=f"personne-{number}@example.org") for number in range(people)],
        batch_size=5000,
    )
    accounts = list(Account.objects.order_by("pk").values_list("pk", flat=True))
    due = now() - timedelta(minutes=1)
    for number in range(notices):
        with transaction.atomic():
            line: Any = record(AccountRenamed(account_id=accounts[0]), actor=None)
        Notice.objects.bulk_create(
            [
                Notice(
                    entry_id=line.pk,
                    kind="consultation_news",
                    account_id=account,
                    title=f"Nouvelle {number}",
                    path="/demarches/",
                    leaves_at=due,
                )
                for account in accounts
            ],
            batch_size=5000,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--notices", type=int, default=3)
    options = parser.parse_args()
    with empty_database("participation_digests"):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from participation.base.databases import count_anew
        from participation.notifications.actions import gather_due
        from participation.notifications.models import Letter, Notice

        fill(options.people, options.notices)
        count_anew(Notice)
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            letters = gather_due()
        seconds = time.perf_counter() - start
        asked = [one["sql"] for one in queries if "GROUP BY" in one["sql"]]
        left = Notice.objects.filter(letter=None).count()
        found = {
            "people": options.people,
            "notices": options.people * options.notices,
            "letters": letters,
            "notices_left": left,
            "seconds": round(seconds, 2),
            "queries_that_find_people": len(asked),
            "again": gather_due(),
            "holds": seconds <= GOAL and left == 0 and letters == Letter.objects.count(),
        }
    for name, value in found.items():
        print(f"{name:<28}{value!s:>10}")
    print(json.dumps(found))
    return 0 if found["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
