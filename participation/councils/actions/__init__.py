"""What changes councils and who sits in them."""

from participation.councils.actions.access import open_exceptional_access
from participation.councils.actions.animation import agree_animation, end_animation
from participation.councils.actions.attempts import tidy_attempts
from participation.councils.actions.belonging import (
    agree_to_charter,
    describe_oneself,
    write_charter,
)
from participation.councils.actions.coordination import (
    name_coordinator,
    stand_down,
    take_coordination,
)
from participation.councils.actions.coverage import cover, date_coverage, remove_coverage
from participation.councils.actions.forgetting import forget_member, forget_old_invitations
from participation.councils.actions.founding import found_council, invite_first_coordinator
from participation.councils.actions.frameworks import (
    remove_framework,
    revise_framework,
    write_framework,
)
from participation.councils.actions.hosts import create_host, edit_host
from participation.councils.actions.inviting import (
    accept_invitation,
    invite,
    invite_animator,
    revoke_invitation,
)
from participation.councils.actions.joining import (
    ask_to_join,
    decline_request,
    invite_who_asked,
    withdraw_request,
)
from participation.councils.actions.mandates import (
    close_ended_mandates,
    end_mandate,
    extend_mandate,
    renew_mandate,
    seat,
)
from participation.councils.actions.orders import annul_order, correct_order, record_order
from participation.councils.actions.regional import (
    edit_regional_coordinator,
    end_regional_coordination,
    name_regional_coordinator,
)
from participation.councils.actions.register import change_activity, create_council, edit_council
from participation.councils.actions.seats import give_seat, promote_substitute, set_seats
from participation.councils.actions.upkeep import tidy_councils
from participation.councils.actions.visits import mark_left, mark_seen

__all__ = [
    "accept_invitation",
    "agree_animation",
    "agree_to_charter",
    "annul_order",
    "ask_to_join",
    "change_activity",
    "close_ended_mandates",
    "correct_order",
    "cover",
    "create_council",
    "create_host",
    "date_coverage",
    "decline_request",
    "describe_oneself",
    "edit_council",
    "edit_host",
    "edit_regional_coordinator",
    "end_animation",
    "end_mandate",
    "end_regional_coordination",
    "extend_mandate",
    "forget_member",
    "forget_old_invitations",
    "found_council",
    "give_seat",
    "invite",
    "invite_animator",
    "invite_first_coordinator",
    "invite_who_asked",
    "mark_left",
    "mark_seen",
    "name_coordinator",
    "name_regional_coordinator",
    "open_exceptional_access",
    "promote_substitute",
    "record_order",
    "remove_coverage",
    "remove_framework",
    "renew_mandate",
    "revise_framework",
    "revoke_invitation",
    "seat",
    "set_seats",
    "stand_down",
    "take_coordination",
    "tidy_attempts",
    "tidy_councils",
    "withdraw_request",
    "write_charter",
    "write_framework",
]
