"""A discussion that many people watch: how soon each message reaches them, and what is lost.

    REDIS_URL=redis://127.0.0.1:6379 python -m benchmarks.live [--sockets 2000] [--messages 20]
        [--scale 0.1] [--only spread,cuts,slow,restart] [--sqlite FILE]

Two processes serve the sockets; this one writes, and looks on as every page (thirty members, each
at many pages). `--scale` shortens the absences of 2 to 120 seconds. Goals: every delivery, to the
last one in 200 ms (median) and 500 ms (95 %), the row included; at most 60 kB for each socket;
those cut complete, in order, without doubles within 3 s; one slow reader costs 20 MB at most; a
restart fails no request, and pages come back over 10 s at least.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks._common.database import empty_database, sqlite_database

ALL = "spread,cuts,slow,restart"


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Measure what was asked for, one thing after another."""
    from benchmarks.live import breaking, spreading
    from benchmarks.live.rooms import a_discussion

    room, members, cookies = a_discussion()
    asked, found = given.only.split(","), dict[str, Any](load=os.getloadavg())
    if "spread" in asked:
        size = (given.sockets, given.messages)
        found["spread"] = [
            asdict(one)
            for one in (
                spreading.bare("layer", *size),
                spreading.bare("hub", *size),
                spreading.ours(room, members, cookies, *size),
            )
        ]
    if "cuts" in asked:
        found["cuts"] = breaking.cuts(room, members, cookies, given.sockets // 2, given.scale)
    if "slow" in asked:
        found["slow"] = breaking.slow(room, members, cookies)
    if "restart" in asked:
        found["restart"] = breaking.restart(cookies, room.topic, given.sockets // 4)
    return found


def show(found: dict[str, Any]) -> None:
    """Print a table for people, then JSON for machines."""
    print(f"\nload before: {' '.join(f'{one:.1f}' for one in found['load'])}")
    if rows := found.get("spread"):
        print(f"{'':<14}" + "".join(f"{name:>12}" for name in list(rows[0])[1:]))
        for row in rows:
            print(
                f"{row['name']:<14}" + "".join(f"{value:>12}" for value in list(row.values())[1:])
            )
    for name in ("cuts", "slow", "restart"):
        if name in found:
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in found[name].items()))
    print(json.dumps(found))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sockets", type=int, default=2_000)
    parser.add_argument("--messages", type=int, default=20)
    parser.add_argument("--scale", type=float, default=0.1, help="of the time people are away")
    parser.add_argument("--only", default=ALL, help="what to measure, by its names")
    parser.add_argument("--sqlite", type=Path, help="measure on this new file instead")
    given = parser.parse_args()
    if not os.environ.get("REDIS_URL"):
        parser.error("Give REDIS_URL: two processes need it to tell each other.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participation.settings.test")
    name = "participation_benchmark_live"
    with sqlite_database(given.sqlite) if given.sqlite else empty_database(name):
        show(measure(given))
    return 0


if __name__ == "__main__":
    sys.exit(main())
