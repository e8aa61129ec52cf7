"""What happens in the discussions of a council; `mentioned_ids` are the accounts newly named."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class ThreadEvent(Event):
    subject = "thread_id"
    council_id: int
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class ThreadOpened(ThreadEvent):
    message_id: int
    mentioned_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ThreadClosed(ThreadEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ThreadReopened(ThreadEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ThreadPinned(ThreadEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ThreadUnpinned(ThreadEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ThreadSlowed(ThreadEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ThreadQuickened(ThreadEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MessagePosted(ThreadEvent):
    message_id: int
    mentioned_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class MessageRewritten(ThreadEvent):
    message_id: int
    mentioned_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class MessageWithdrawn(ThreadEvent):
    message_id: int


@dataclass(frozen=True, kw_only=True)
class MessageHidden(ThreadEvent):
    message_id: int


@dataclass(frozen=True, kw_only=True)
class MessageShown(ThreadEvent):
    message_id: int


class ThreadMadeReadOnly(ThreadEvent):
    pass


class ThreadMadeWritable(ThreadEvent):
    pass


class ThreadPaused(ThreadEvent):
    pass


class ThreadResumed(ThreadEvent):
    pass


class ThreadArchived(ThreadEvent):
    pass


class ThreadUnarchived(ThreadEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MessagePinned(ThreadEvent):
    message_id: int


@dataclass(frozen=True, kw_only=True)
class MessageUnpinned(ThreadEvent):
    message_id: int


@dataclass(frozen=True, kw_only=True)
class MessageReported(ThreadEvent):
    message_id: int


@dataclass(frozen=True, kw_only=True)
class ThreadReportsSettled(ThreadEvent):
    message_id: int


@dataclass(frozen=True, kw_only=True)
class AppealMade(ThreadEvent):
    message_id: int
    appeal_id: int


@dataclass(frozen=True, kw_only=True)
class AppealDecided(ThreadEvent):
    message_id: int
    appeal_id: int


@dataclass(frozen=True, kw_only=True)
class MemberWarned(ThreadEvent):
    measure_id: int


@dataclass(frozen=True, kw_only=True)
class MemberSetAside(ThreadEvent):
    measure_id: int


@dataclass(frozen=True, kw_only=True)
class MemberTakenBack(ThreadEvent):
    measure_id: int
