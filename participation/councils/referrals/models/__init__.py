"""Referrals, the votes on them, their steps and delays, who follows them, their files."""

from participation.councils.referrals.models.attachment import Attachment, private_storage
from participation.councils.referrals.models.delay import BodyDelay, Delay, FormerDelay
from participation.councils.referrals.models.following import Follower
from participation.councils.referrals.models.referral import Referral
from participation.councils.referrals.models.step import Step, StepErratum
from participation.councils.referrals.models.voting import MeetingVote, OnlineVote

__all__ = [
    "Attachment",
    "BodyDelay",
    "Delay",
    "Follower",
    "FormerDelay",
    "MeetingVote",
    "OnlineVote",
    "Referral",
    "Step",
    "StepErratum",
    "private_storage",
]
