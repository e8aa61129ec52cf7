"""Before the commitment: the rule, the lists, the quotas. Afterwards nothing of it moves."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.codes import keyed_digest
from participation.base.databases import for_update
from participation.base.events import record
from participation.councils.draws import events
from participation.councils.draws.errors import NotPossible
from participation.councils.draws.lists import Person, ReadList
from participation.councils.draws.models import Candidate, Draw, SourceList
from participation.councils.models import Council

BATCH = 2_000


@transaction.atomic
def prepare_draw(council: Council, *, actor: Any, **fields: Any) -> Draw:
    """Begin a draw for a college of the council."""
    draw: Draw = Draw.objects.create(council=council, **fields)
    record(events.DrawPrepared(draw_id=draw.pk, council_id=council.pk), actor=actor)
    return draw


@transaction.atomic
def edit_draw(draw: Draw, *, actor: Any, **fields: Any) -> Draw:
    """Change what is not published yet."""
    draw = in_preparation(draw)
    for name, value in fields.items():
        setattr(draw, name, value)
    draw.save(update_fields=list(fields))
    record(events.DrawEdited(draw_id=draw.pk, council_id=draw.council_id), actor=actor)
    return draw


def in_preparation(draw: Draw) -> Draw:
    """Give the draw, locked; raises NotPossible once it is published."""
    locked: Draw = for_update(Draw.objects.filter(pk=draw.pk)).get()
    if not locked.is_prepared:
        raise NotPossible(
            _("Ce tirage est déjà annoncé : sa règle et ses listes ne changent plus.")
        )
    return locked


@transaction.atomic
def set_quotas(draw: Draw, quotas: list[Any], *, actor: Any) -> Draw:
    """Say how many people of each answer, at least and at most."""
    return edit_draw(draw, actor=actor, quotas=quotas)


@transaction.atomic
def add_list(draw: Draw, read: ReadList, *, name: str, origin: str, actor: Any) -> SourceList:
    """Add the people of a list who are not on an earlier one.

    Raises NotPossible for a list that is there already, or whose categories are not the others'.
    """
    draw = in_preparation(draw)
    if draw.source_lists.filter(sha256=read.sha256).exists():
        raise NotPossible(_("Cette liste est déjà là. Choisissez un autre fichier."))
    if draw.source_lists.exists() and read.categories != draw.categories:
        raise NotPossible(
            _("Cette liste doit avoir les mêmes colonnes que la première : %(names)s.")
            % {"names": ", ".join(draw.categories) or _("aucune catégorie")}
        )
    source = SourceList.objects.create(
        draw=draw,
        name=name,
        origin=origin,
        lines=len(read.people),
        kept=0,
        sha256=read.sha256,
    )
    source.kept = _keep(draw, source, read)
    source.save(update_fields=["kept"])
    draw.quotas = _widened(draw, read)
    draw.save(update_fields=["quotas"])
    event = events.ListAdded(draw_id=draw.pk, council_id=draw.council_id, list_id=source.pk)
    record(event, actor=actor)
    return source


def _keep(draw: Draw, source: SourceList, read: ReadList) -> int:
    """Keep each person once; give how many were new."""
    there = set(Candidate.objects.filter(draw=draw).values_list("code", flat=True))
    new: dict[str, Person] = {}
    for person in read.people:
        code = keyed_digest(person.key, draw.salt)[:16]
        if code not in there:
            new.setdefault(code, person)
    rows = [
        Candidate(
            draw=draw,
            source_list=source,
            code=code,
            answers=person.answers,
            name=person.name,
            email=person.email,
            phone=person.phone,
            address=person.address,
        )
        for code, person in new.items()
    ]
    Candidate.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _widened(draw: Draw, read: ReadList) -> list[Any]:
    """Give the quotas with a line for each new answer: from nobody to everybody."""
    typed = dict(draw.quotas)
    wide = []
    for place, name in enumerate(read.categories):
        answers = {person.answers[place] for person in read.people} | set(typed.get(name, {}))
        bounds = {one: typed.get(name, {}).get(one, [0, draw.seats]) for one in sorted(answers)}
        wide.append([name, bounds])
    return wide


@transaction.atomic
def remove_list(source: SourceList, *, actor: Any) -> None:
    """Take a list back, with its people; without any list there are no categories."""
    draw = in_preparation(source.draw)
    event = events.ListRemoved(draw_id=draw.pk, council_id=draw.council_id, list_id=source.pk)
    source.delete()
    if not draw.source_lists.exists():
        draw.quotas = []
        draw.save(update_fields=["quotas"])
    record(event, actor=actor)
