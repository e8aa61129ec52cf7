"""What happens to a referral."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class ReferralEvent(Event):
    subject = "referral_id"
    council_id: int
    referral_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralDrafted(ReferralEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ReferralEdited(ReferralEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ReferralVoted(ReferralEvent):
    """The council voted in a meeting; the draft may or may not be adopted."""

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class StepRecorded(ReferralEvent):
    """A referral came to a new state; everyone reads it once the referral is sent."""

    step_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class StepCorrected(ReferralEvent):
    step_id: int
    erratum_id: int


@dataclass(frozen=True, kw_only=True)
class DelaySet(ReferralEvent):
    delay_id: int


@dataclass(frozen=True, kw_only=True)
class DelayRemoved(ReferralEvent):
    delay_id: int


@dataclass(frozen=True, kw_only=True)
class DelayChanged(ReferralEvent):
    """An organism changed its own delay; what it was stays, with the reason."""

    delay_id: int
    former_id: int


@dataclass(frozen=True, kw_only=True)
class BodyDelaySet(Event):
    """An organism set a delay for what it receives from now on."""

    subject = "body_id"
    body_id: int
    delay_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralDeleted(ReferralEvent):
    """A draft on which nobody had voted is gone."""


@dataclass(frozen=True, kw_only=True)
class ReferralPutToVote(ReferralEvent):
    vote_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralBackInDraft(ReferralEvent):
    """The vote did not adopt it, or was cancelled."""

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralFileAdded(ReferralEvent):
    attachment_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralFileRemoved(ReferralEvent):
    attachment_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralFollowAsked(ReferralEvent):
    follower_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralFollowed(ReferralEvent):
    follower_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralUnfollowed(ReferralEvent):
    follower_id: int
