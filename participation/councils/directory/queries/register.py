"""The register of councils as one file, for machines: see docs/registers.md."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings

from participation.base.clock import now
from participation.base.codes import absolute
from participation.councils.directory.queries.activity import last_activities
from participation.councils.directory.queries.nearby import Point, our_positions
from participation.councils.directory.queries.places import coverages_today
from participation.councils.directory.reading import FORMAT, VERSION
from participation.councils.directory.signing import public_key
from participation.councils.models import Council


@dataclass(frozen=True)
class Register:
    """The file, and a mark that changes with what it tells or its key, not with its hour."""

    content: bytes
    etag: str


def register() -> Register:
    """Write every council of this site with what is public of it, as JSON in UTF-8.

    Councils that other sites told of are never told again: each site speaks for its own.
    """
    covered: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for coverage in coverages_today().select_related("territory").order_by("territory__path"):
        covered[coverage.council_id].append(_place(coverage.territory))
    councils = Council.objects.select_related("commune", "framework", "host").order_by("slug")
    points = our_positions(Council.objects.all())
    last = last_activities(Council.objects.all())
    rows = [
        _council(one, covered[one.pk], points.get(one.pk), last.get(one.pk)) for one in councils
    ]
    told: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "site": settings.SITE_URL,
        "name": settings.SITE_NAME,
        "councils": rows,
    }
    mark = sha256(_written(told) + public_key().encode()).hexdigest()
    content = _written(told | {"at": now().isoformat(timespec="seconds")})
    return Register(content, f'W/"{mark}"')


def _written(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _place(territory: Any) -> dict[str, Any]:
    return {
        "kind": territory.kind,
        "code": territory.code,
        "vintage": territory.vintage,
        "name": territory.name,
    }


def _council(
    council: Council, neighbourhoods: list[dict[str, Any]], point: Point | None, last: date | None
) -> dict[str, Any]:
    return {
        "id": council.slug,
        "url": absolute(council.get_absolute_url()),
        "name": council.name,
        "type": council.body_type,
        "activity": council.activity,
        "commune": _place(council.commune),
        "neighbourhoods": neighbourhoods,
        "point": [round(part, 5) for part in point] if point else None,
        "framework": council.framework.name,
        "host": council.host.name if council.host else None,
        "contact": {"role": council.contact_role, "email": council.contact_email or None},
        "last_active_on": last.isoformat() if last else None,
    }
