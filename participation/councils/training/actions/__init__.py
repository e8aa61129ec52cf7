"""What changes trainings."""

from participation.councils.training.actions.enrolling import (
    cancel_enrolment,
    enrol,
    forget_trainee,
    settle,
    settle_due,
    take_attendance,
)
from participation.councils.training.actions.planning import (
    cancel_session,
    edit_session,
    plan_session,
    write_programme,
)

__all__ = [
    "cancel_enrolment",
    "cancel_session",
    "edit_session",
    "enrol",
    "forget_trainee",
    "plan_session",
    "settle",
    "settle_due",
    "take_attendance",
    "write_programme",
]
