"""Whom people may call about the councils of a place: those who answer for its territory."""

from collections.abc import Iterable

from participation.councils.models import RegionalCoordinator


def regional_contacts(paths: Iterable[str]) -> dict[str, list[RegionalCoordinator]]:
    """Give, for the path of each place, who answers for its councils today; one query.

    The smallest territory that has somebody is asked: the département before the région.
    """
    lines = {path: lineage(path) for path in paths}
    above = {step for line in lines.values() for step in line}
    known: dict[str, list[RegionalCoordinator]] = {}
    rows = RegionalCoordinator.objects.running().filter(territory__path__in=above)
    for row in rows.select_related("territory").order_by("role", "pk"):
        known.setdefault(row.territory.path, []).append(row)
    return {
        path: next((known[step] for step in lines[path] if step in known), []) for path in lines
    }


def lineage(path: str) -> list[str]:
    """Give the paths of a place and of what holds it, the smallest first."""
    steps = path.strip("/").split("/")
    return ["/" + "/".join(steps[:length]) + "/" for length in range(len(steps), 0, -1)]
