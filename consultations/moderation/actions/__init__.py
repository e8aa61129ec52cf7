"""What changes in moderation: nothing is ever removed, each act has its reason."""

from consultations.moderation.actions.appealing import decide_appeal, make_appeal
from consultations.moderation.actions.deciding import (
    exclude,
    hide,
    hold,
    keep,
    refuse_excluded,
    restore,
    warn,
)
from consultations.moderation.actions.printing import keep_print
from consultations.moderation.actions.reporting import report

__all__ = [
    "decide_appeal",
    "exclude",
    "hide",
    "hold",
    "keep",
    "keep_print",
    "make_appeal",
    "refuse_excluded",
    "report",
    "restore",
    "warn",
]
