"""What changes meetings."""

from participation.councils.meetings.actions.agenda import (
    accept_item,
    decline_item,
    edit_item,
    move_up,
    propose_item,
)
from participation.councils.meetings.actions.answering import answer
from participation.councils.meetings.actions.approving import (
    approve_minutes,
    put_to_vote,
    settle_vote,
)
from participation.councils.meetings.actions.attendance import take_attendance
from participation.councils.meetings.actions.convening import (
    convene,
    note_letter,
    note_told,
    set_notice,
)
from participation.councils.meetings.actions.deciding import note_decision
from participation.councils.meetings.actions.following import (
    ask_to_follow,
    confirm_follower,
    forget_unconfirmed,
    stop_following,
)
from participation.councils.meetings.actions.keeping import (
    ask_for_late_minutes,
    forget_old_passes,
    forget_person,
)
from participation.councils.meetings.actions.minutes import (
    answer_amendment,
    propose_amendment,
    publish_minutes,
    unpublish_minutes,
    write_minutes,
)
from participation.councils.meetings.actions.planning import (
    announce_meeting,
    cancel_meeting,
    edit_meeting,
    plan_meeting,
    postpone_meeting,
)
from participation.councils.meetings.actions.registering import (
    ask_for_place,
    confirm_registration,
    end_registration,
    fill_places,
    forget_old_registrations,
    note_registration,
    register,
)
from participation.councils.meetings.actions.sharing import (
    give_pass,
    make_calendar_link,
    revoke_calendar_link,
    revoke_pass,
)

__all__ = [
    "accept_item",
    "announce_meeting",
    "answer",
    "answer_amendment",
    "approve_minutes",
    "ask_for_late_minutes",
    "ask_for_place",
    "ask_to_follow",
    "cancel_meeting",
    "confirm_follower",
    "confirm_registration",
    "convene",
    "decline_item",
    "edit_item",
    "edit_meeting",
    "end_registration",
    "fill_places",
    "forget_old_passes",
    "forget_old_registrations",
    "forget_person",
    "forget_unconfirmed",
    "give_pass",
    "make_calendar_link",
    "move_up",
    "note_decision",
    "note_letter",
    "note_registration",
    "note_told",
    "plan_meeting",
    "postpone_meeting",
    "propose_amendment",
    "propose_item",
    "publish_minutes",
    "put_to_vote",
    "register",
    "revoke_calendar_link",
    "revoke_pass",
    "set_notice",
    "settle_vote",
    "stop_following",
    "take_attendance",
    "unpublish_minutes",
    "write_minutes",
]
