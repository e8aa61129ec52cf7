"""What happens to accounts and roles."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class PublicBodyCreated(Event):
    subject = "public_body_id"
    public_body_id: int


@dataclass(frozen=True, kw_only=True)
class OfficerAppointed(Event):
    subject = "public_body_id"
    public_body_id: int
    account_id: int


@dataclass(frozen=True, kw_only=True)
class OfficerRemoved(Event):
    subject = "public_body_id"
    public_body_id: int
    account_id: int


@dataclass(frozen=True, kw_only=True)
class AccountRenamed(Event):
    subject = "account_id"
    account_id: int


@dataclass(frozen=True, kw_only=True)
class AccountErased(Event):
    subject = "account_id"
    account_id: int


@dataclass(frozen=True, kw_only=True)
class AccountIdle(Event):
    """Nobody signed in for 23 months: the account will be erased in one month."""

    subject = "account_id"
    account_id: int
