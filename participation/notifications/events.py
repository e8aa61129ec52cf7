"""What happens to those who follow, and to addresses."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class FollowsAsked(Event):
    """An address without account asked to follow: its owner is to confirm."""

    subject = "subscriber_id"
    subscriber_id: int
    follow_id: int


@dataclass(frozen=True, kw_only=True)
class FollowsConfirmed(Event):
    subject = "subscriber_id"
    subscriber_id: int


@dataclass(frozen=True, kw_only=True)
class MailboxDisabled(Event):
    """Three letters were refused for good: no more is sent there."""

    subject = "mailbox_id"
    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class PhoneAsked(Event):
    """Somebody gave a number for text messages: a code goes there."""

    subject = "account_id"
    account_id: int
