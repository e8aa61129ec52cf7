"""What authors change: when and where a meeting is, its agenda, and how it takes questions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.components.assembly.actions.telling import held, tell
from consultations.components.assembly.models import Assembly, Item, Publication
from consultations.errors import Frozen
from consultations.events import StepEdited
from consultations.models import Step
from participation.base.events import record


@dataclass(frozen=True)
class Point:
    """One line of an agenda."""

    title: str
    minutes: int | None = None


@dataclass(frozen=True)
class Plan:
    """All that authors write of a meeting."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    access: str = ""
    online_url: str = ""
    groups: str = ""
    publication: str = Publication.AT_ONCE
    turn_minutes: int = 3
    points: list[Point] = field(default_factory=list)


FIELDS = (
    "starts_at",
    "ends_at",
    "place",
    "access",
    "online_url",
    "groups",
    "publication",
    "turn_minutes",
)


@transaction.atomic
def create_assembly(step: Step, *, like: Assembly | None = None) -> Assembly:
    """Give a new step its meeting; with the agenda and the settings of another one if told.

    The date is never copied: a meeting takes place once.
    """
    assembly = Assembly(step=step)
    if like is not None:
        for name in FIELDS[2:]:
            setattr(assembly, name, getattr(like, name))
    assembly.save()
    points = (
        [Point(item.title, item.minutes) for item in like.items.all()]
        if like
        else [Point(_("Échanges avec la salle"))]
    )
    _write_items(assembly, points)
    return assembly


@transaction.atomic
def edit_assembly(assembly: Assembly, plan: Plan, *, actor: Any) -> Assembly:
    """Change a meeting. Once it has begun, its agenda only grows, and its rule is kept.

    Raises Frozen when what was shown to the room would go, or when the rule by which questions
    appear changes after the consultation opened.
    """
    row = held(assembly)
    if row.step.consultation.is_frozen and row.publication != plan.publication:
        raise Frozen(_("La démarche est ouverte : ses règles restent celles promises."))
    for name in FIELDS:
        setattr(row, name, getattr(plan, name))
    row.save(update_fields=list(FIELDS))
    _write_items(row, plan.points)
    tell(row, "now", "queue")
    step = row.step
    record(StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return row


def _write_items(assembly: Assembly, points: list[Point]) -> None:
    """Keep each point that has the same title, with its notes; the others come and go."""
    there = {item.title: item for item in assembly.items.all()}
    wanted = {point.title for point in points}
    gone = [item for title, item in there.items() if title not in wanted]
    if any(item.first_shown_at or item.notes for item in gone):
        raise Frozen(
            _("Un point déjà traité en réunion reste à l’ordre du jour, sous le même intitulé.")
        )
    Item.objects.filter(pk__in=[item.pk for item in gone]).delete()
    for rank, point in enumerate(points, start=1):
        Item.objects.update_or_create(
            assembly=assembly,
            title=point.title,
            defaults={"position": rank, "minutes": point.minutes},
        )
