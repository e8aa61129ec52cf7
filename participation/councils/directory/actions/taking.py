"""Putting what a site says in place of what it said before, or noting why not."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.councils.directory import events
from participation.councils.directory.choices import Problem
from participation.councils.directory.errors import Unheard
from participation.councils.directory.models import (
    RemoteCouncil,
    RemoteInstance,
    RemoteNeighbourhood,
)
from participation.councils.directory.reading import ReadCouncil, ReadRegister

TIMES = ["written_at", "asked_at", "heard_at"]
HEARD = ["name", *TIMES, "problem", "offered_key", "faults", "refused_count"]
VALIDATORS = ["etag", "last_modified"]
LONGEST_VALIDATOR = 200


@transaction.atomic
def take_over(
    instance: RemoteInstance,
    register: ReadRegister,
    *,
    headers: Mapping[str, str] | None = None,
    actor: Any = None,
) -> None:
    """Replace what the site said by what it says now; `headers` are those of its answer.

    Raises Unheard for a register older than the one taken over last: nobody may play back an old
    one, though its signature be good.
    """
    row = _locked(instance)
    if row.written_at and register.at < row.written_at:
        raise Unheard(Problem.OLDER)
    row.councils.all().delete()
    councils = [_council(row, read) for read in register.councils]
    RemoteCouncil.objects.bulk_create(councils)
    RemoteNeighbourhood.objects.bulk_create(
        RemoteNeighbourhood(council=council, kind=place.kind, code=place.code, name=place.name)
        for council, read in zip(councils, register.councils, strict=True)
        for place in read.neighbourhoods
    )
    row.name, row.written_at = register.name, register.at
    row.asked_at = row.heard_at = now()
    row.problem, row.offered_key = Problem.NONE, ""
    row.faults, row.refused_count = register.faults, register.refused
    row.etag, row.last_modified = (
        _validator(headers or {}, name) for name in ("etag", "last-modified")
    )
    row.save(update_fields=[*HEARD, *VALIDATORS])
    event = events.InstanceHeard(
        instance_id=row.pk, councils=len(councils), refused=register.refused
    )
    record(event, actor=actor)


def _locked(instance: RemoteInstance) -> RemoteInstance:
    """Give the row, locked; raises RemoteInstance.DoesNotExist when it was removed meanwhile."""
    row: RemoteInstance = for_update(RemoteInstance.objects.filter(pk=instance.pk)).get()
    return row


def _council(instance: RemoteInstance, read: ReadCouncil) -> RemoteCouncil:
    council = RemoteCouncil(
        instance=instance,
        slug=read.slug,
        url=read.url,
        name=read.name,
        body_type=read.body_type,
        activity=read.activity,
        commune_code=read.commune_code,
        commune_name=read.commune_name,
        department_code=read.department_code,
        last_active_on=read.last_active_on,
        lon=read.lon,
        lat=read.lat,
    )
    council.derive([place.name for place in read.neighbourhoods])
    return council


def _validator(headers: Mapping[str, str], name: str) -> str:
    """Give what the next question may repeat: nothing that could break out of a header."""
    value = headers.get(name, "")
    is_plain = value.isascii() and value.isprintable() and len(value) <= LONGEST_VALIDATOR
    return value if is_plain else ""


@transaction.atomic
def note_unchanged(instance: RemoteInstance) -> None:
    """Note that the site answered, and that its register is the one we have."""
    row = _locked(instance)
    row.heard_at, row.problem, row.offered_key = now(), Problem.NONE, ""
    row.save(update_fields=["heard_at", "problem", "offered_key"])


@transaction.atomic
def note_problem(instance: RemoteInstance, refusal: Unheard) -> None:
    """Note why nothing was taken over; a problem is told once, until the site is heard again."""
    row = _locked(instance)
    is_new = row.problem != refusal.problem
    row.problem, row.offered_key = refusal.problem, refusal.offered_key
    row.save(update_fields=["problem", "offered_key"])
    if is_new:
        event = events.InstanceFailed(instance_id=row.pk, problem=refusal.problem)
        record(event, actor=None)
