"""What happens to answers before and after they are published."""

from dataclasses import dataclass

from consultations.events import ConsultationEvent


@dataclass(frozen=True, kw_only=True)
class SynthesisWritten(ConsultationEvent):
    synthesis_id: int


@dataclass(frozen=True, kw_only=True)
class ResponseEvent(ConsultationEvent):
    subject = "response_id"
    response_id: int


class ResponseWritten(ResponseEvent):
    pass


class ResponseRemoved(ResponseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ContributionsCited(ResponseEvent):
    contribution_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class CitationRemoved(ResponseEvent):
    contribution_id: int


@dataclass(frozen=True, kw_only=True)
class CitationRelated(ResponseEvent):
    contribution_id: int


@dataclass(frozen=True, kw_only=True)
class DeliberationLinked(ResponseEvent):
    deliberation_id: int


@dataclass(frozen=True, kw_only=True)
class ErratumPublished(ConsultationEvent):
    response_id: int | None = None
    erratum_id: int


@dataclass(frozen=True, kw_only=True)
class GuarantorEvent(ConsultationEvent):
    guarantor_id: int


class GuarantorNamed(GuarantorEvent):
    pass


class GuarantorReported(GuarantorEvent):
    pass


class GuarantorAnswered(GuarantorEvent):
    pass
