"""What happens in the library."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class PracticeEvent(Event):
    subject = "practice_id"
    practice_id: int
    council_id: int


@dataclass(frozen=True, kw_only=True)
class PracticeWritten(PracticeEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PracticeEdited(PracticeEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PracticeProposed(PracticeEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PracticePublished(PracticeEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PracticeSentBack(PracticeEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PracticeWithdrawn(PracticeEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PracticeCredited(PracticeEvent):
    original_id: int


@dataclass(frozen=True, kw_only=True)
class GuideEvent(Event):
    subject = "guide_id"
    guide_id: int


@dataclass(frozen=True, kw_only=True)
class GuideWritten(GuideEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class GuideEdited(GuideEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class GuideVersionAdded(GuideEvent):
    version_id: int


@dataclass(frozen=True, kw_only=True)
class GuideProposed(GuideEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class GuidePublished(GuideEvent):
    """It, or its new version, is for everyone to read."""


@dataclass(frozen=True, kw_only=True)
class GuideSentBack(GuideEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class GuideWithdrawn(GuideEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class LinkEvent(Event):
    subject = "link_id"
    link_id: int


@dataclass(frozen=True, kw_only=True)
class LinkWritten(LinkEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class LinkRemoved(LinkEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class LinkDied(LinkEvent):
    """Its site says that it is gone, or it failed on three days."""


@dataclass(frozen=True, kw_only=True)
class LinkRevived(LinkEvent):
    """It answers again."""


@dataclass(frozen=True, kw_only=True)
class DateEvent(Event):
    subject = "date_id"
    date_id: int


@dataclass(frozen=True, kw_only=True)
class DateAnnounced(DateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DateCorrected(DateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DatePostponed(DateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DateCancelled(DateEvent):
    pass
