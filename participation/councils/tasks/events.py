"""What happens to the tasks of a council."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class TaskEvent(Event):
    subject = "task_id"
    council_id: int
    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskAdded(TaskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TaskChanged(TaskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TaskTaken(TaskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TaskFinished(TaskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TaskReopened(TaskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TaskDue(TaskEvent):
    """The day by which it was to be done has come."""
