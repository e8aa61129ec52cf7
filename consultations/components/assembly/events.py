"""What happens in a public meeting; questions themselves are told by the heart."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class AssemblyEvent(Event):
    subject = "assembly_id"
    consultation_id: int
    assembly_id: int


class AssemblyOpened(AssemblyEvent):
    pass


class AssemblyPaused(AssemblyEvent):
    pass


class AssemblyClosed(AssemblyEvent):
    pass


class TranscriptPublished(AssemblyEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ItemShown(AssemblyEvent):
    item_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionEvent(AssemblyEvent):
    question_id: int


class QuestionTaken(QuestionEvent):
    pass


class QuestionAnswered(QuestionEvent):
    pass


class QuestionGrouped(QuestionEvent):
    pass


class QuestionSetAside(QuestionEvent):
    pass


class QuestionReopened(QuestionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TurnEvent(AssemblyEvent):
    turn_id: int


class TurnAsked(TurnEvent):
    pass


class TurnDropped(TurnEvent):
    pass


class TurnBegun(TurnEvent):
    pass


class TurnEnded(TurnEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PollEvent(AssemblyEvent):
    poll_id: int


class PollPrepared(PollEvent):
    pass


class PollRemoved(PollEvent):
    pass


class PollOpened(PollEvent):
    pass


class PollClosed(PollEvent):
    pass


class PollResultShown(PollEvent):
    pass
