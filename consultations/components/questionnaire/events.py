"""What happens to questionnaires; what happens to answers is told by the heart."""

from dataclasses import dataclass

from consultations.events import StepEvent


@dataclass(frozen=True, kw_only=True)
class QuestionsWritten(StepEvent):
    version_number: int


@dataclass(frozen=True, kw_only=True)
class WordingMended(StepEvent):
    version_number: int


@dataclass(frozen=True, kw_only=True)
class DraftExpiring(StepEvent):
    sheet_id: int
