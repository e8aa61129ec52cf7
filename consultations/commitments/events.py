"""What happens to plans, contracts and measures; ids alone."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class PlanEvent(Event):
    subject = "plan_id"
    plan_id: int


class PlanCreated(PlanEvent):
    pass


class PlanEdited(PlanEvent):
    pass


class PlanPublished(PlanEvent):
    pass


class TreeChanged(PlanEvent):
    """A branch was added, renamed or removed."""


@dataclass(frozen=True, kw_only=True)
class ContractSigned(PlanEvent):
    signatory_id: int


@dataclass(frozen=True, kw_only=True)
class ContractAmended(PlanEvent):
    amendment_id: int


@dataclass(frozen=True, kw_only=True)
class MeasuresImported(PlanEvent):
    added: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class MeasureEvent(PlanEvent):
    subject = "measure_id"
    measure_id: int


class MeasureWritten(MeasureEvent):
    pass


class MeasureRemoved(MeasureEvent):
    """Before the plan was published; afterwards nothing is removed."""


class MeasureLinked(MeasureEvent):
    """A decision is named as what the measure follows from, or no longer."""


class FigureWritten(MeasureEvent):
    pass


class MeasureDue(MeasureEvent):
    """Its deadline comes near: the officers of its body are reminded."""


@dataclass(frozen=True, kw_only=True)
class TurnTaken(PlanEvent):
    """Something of a published plan moved: its followers are told, and the feed."""

    turn_id: int
    measure_id: int | None = None
