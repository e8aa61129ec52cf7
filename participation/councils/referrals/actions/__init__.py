"""What changes referrals."""

from participation.councils.referrals.actions.adopting import note_vote
from participation.councils.referrals.actions.attaching import attach, detach
from participation.councils.referrals.actions.correcting import add_erratum, forget_author
from participation.councils.referrals.actions.delays import remove_delay, set_delay
from participation.councils.referrals.actions.drafting import (
    delete_draft,
    draft_referral,
    edit_draft,
)
from participation.councils.referrals.actions.following import record_step
from participation.councils.referrals.actions.promising import promise_delay, set_body_delay
from participation.councils.referrals.actions.sending import send_referral
from participation.councils.referrals.actions.subscribing import (
    ask_to_follow,
    confirm_follower,
    enrol_members,
    follow,
    forget_unconfirmed,
    stop_following,
    unfollow,
)
from participation.councils.referrals.actions.voting import open_vote, settle_vote

__all__ = [
    "add_erratum",
    "ask_to_follow",
    "attach",
    "confirm_follower",
    "delete_draft",
    "detach",
    "draft_referral",
    "edit_draft",
    "enrol_members",
    "follow",
    "forget_author",
    "forget_unconfirmed",
    "note_vote",
    "open_vote",
    "promise_delay",
    "record_step",
    "remove_delay",
    "send_referral",
    "set_body_delay",
    "set_delay",
    "settle_vote",
    "stop_following",
    "unfollow",
]
