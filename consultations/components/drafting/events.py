"""What happens to a shared text besides its amendments; ids alone."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class SharedTextEvent(Event):
    subject = "step_id"
    consultation_id: int
    step_id: int


class SharedTextImported(SharedTextEvent):
    pass


class ArticleTaken(SharedTextEvent):
    """Somebody writes an article for a while; nobody else does."""


class ArticleReleased(SharedTextEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class VersionEvent(SharedTextEvent):
    version_id: int


class VersionWritten(VersionEvent):
    pass


class VersionSigned(VersionEvent):
    pass


class SharedTextAdopted(VersionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class AmendmentEvent(SharedTextEvent):
    contribution_id: int


class AmendmentSupportChanged(AmendmentEvent):
    """Somebody supports an amendment, or no longer does; the journal does not say who."""


class PositionTaken(AmendmentEvent):
    pass
