"""What happens to a question besides its arrival; ids alone."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class PublicQuestionEvent(Event):
    subject = "contribution_id"
    consultation_id: int
    contribution_id: int


class PublicQuestionSupported(PublicQuestionEvent):
    """Somebody asks it too, or no longer does; the journal does not say who."""


class PublicQuestionAnswered(PublicQuestionEvent):
    pass


class PublicAnswerCorrected(PublicQuestionEvent):
    pass
