"""What changes debates and their messages; nothing else does."""

from consultations.components.debate.actions.editing import create_debate, edit_debate
from consultations.components.debate.actions.keeping import (
    pause,
    pin,
    quicken,
    resume,
    resume_in_time,
    slow_down,
    tell_all,
    unpin,
)
from consultations.components.debate.actions.summing import (
    add_point,
    group,
    publish_synthesis,
    write_synthesis,
)
from consultations.components.debate.actions.useful import change_useful
from consultations.components.debate.actions.writing import (
    Words,
    erase_words,
    place,
    rewrite,
    write,
)

__all__ = [
    "Words",
    "add_point",
    "change_useful",
    "create_debate",
    "edit_debate",
    "erase_words",
    "group",
    "pause",
    "pin",
    "place",
    "publish_synthesis",
    "quicken",
    "resume",
    "resume_in_time",
    "rewrite",
    "slow_down",
    "tell_all",
    "unpin",
    "write",
    "write_synthesis",
]
