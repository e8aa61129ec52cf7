"""What happens to the themes of a consultation; ids alone."""

from dataclasses import dataclass

from consultations.events import ConsultationEvent


@dataclass(frozen=True, kw_only=True)
class SummaryEvent(ConsultationEvent):
    subject = "summary_id"
    summary_id: int


class SummaryAsked(SummaryEvent):
    pass


class SummaryMade(SummaryEvent):
    pass


class SummaryFailed(SummaryEvent):
    pass


class SummaryCancelled(SummaryEvent):
    pass


class SummarySigned(SummaryEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TopicsChanged(SummaryEvent):
    change_id: int


class ChangeUndone(TopicsChanged):
    pass


@dataclass(frozen=True, kw_only=True)
class SampleDrawn(SummaryEvent):
    count: int


@dataclass(frozen=True, kw_only=True)
class ReadAgain(SummaryEvent):
    coding_id: int


@dataclass(frozen=True, kw_only=True)
class ArrivalsPlaced(SummaryEvent):
    count: int


@dataclass(frozen=True, kw_only=True)
class ThemesDrafted(SummaryEvent):
    taken: int
    refused: int
