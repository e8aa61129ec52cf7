"""What happens to consultations and contributions; ids alone, never people's words."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class ConsultationEvent(Event):
    subject = "consultation_id"
    consultation_id: int


class ConsultationCreated(ConsultationEvent):
    pass


class ConsultationEdited(ConsultationEvent):
    pass


class ConsultationAnnounced(ConsultationEvent):
    pass


class ConsultationOpened(ConsultationEvent):
    pass


class ConsultationClosed(ConsultationEvent):
    pass


class ConsultationSuspended(ConsultationEvent):
    pass


class ConsultationResumed(ConsultationEvent):
    pass


class ConsultationWithdrawn(ConsultationEvent):
    pass


class SynthesisPublished(ConsultationEvent):
    pass


class AnswerPublished(ConsultationEvent):
    pass


class FollowUpStarted(ConsultationEvent):
    pass


class ConsultationArchived(ConsultationEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RuleChanged(ConsultationEvent):
    rule_change_id: int
    field: str


@dataclass(frozen=True, kw_only=True)
class ResponseReminded(ConsultationEvent):
    """The officers are reminded that the answer is due soon, or that it is late."""

    reminder_id: int


@dataclass(frozen=True, kw_only=True)
class LedgerBroken(ConsultationEvent):
    """A check of the receipts found something wrong that the one before had not."""

    check_id: int


@dataclass(frozen=True, kw_only=True)
class LedgerPublished(ConsultationEvent):
    root: str
    leaf_count: int


@dataclass(frozen=True, kw_only=True)
class StepEvent(Event):
    subject = "step_id"
    consultation_id: int
    step_id: int


class StepAdded(StepEvent):
    pass


class StepEdited(StepEvent):
    pass


class StepRemoved(StepEvent):
    pass


class StepBegan(StepEvent):
    """Its own opening has come, later than the consultation's."""


class StepEnded(StepEvent):
    """Its own closing has come, earlier than the consultation's."""


class ResultsPublished(StepEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ContributionEvent(Event):
    subject = "contribution_id"
    consultation_id: int
    contribution_id: int


class ContributionReceived(ContributionEvent):
    pass


class ContributionCorrected(ContributionEvent):
    pass


class ContributionWithdrawn(ContributionEvent):
    pass


class ContributionFollowed(ContributionEvent):
    """Its author left an address, to be told the outcome."""


class ContributionPublished(ContributionEvent):
    pass


class ContributionHeld(ContributionEvent):
    pass


class ContributionHidden(ContributionEvent):
    pass


class ContributionRestored(ContributionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ContributionsImported(ConsultationEvent):
    batch_id: int
    row_count: int


@dataclass(frozen=True, kw_only=True)
class ExportMade(StepEvent):
    format: str
    column_count: int
