"""What changes public meetings; nothing else does."""

from consultations.components.assembly.actions.asking import (
    ask,
    erase_words,
    show_question,
    tell_changed,
)
from consultations.components.assembly.actions.editing import (
    Plan,
    Point,
    create_assembly,
    edit_assembly,
)
from consultations.components.assembly.actions.noting import publish_transcript, write_notes
from consultations.components.assembly.actions.polling import (
    close_poll,
    open_poll,
    prepare_poll,
    remove_poll,
    show_result,
    vote,
)
from consultations.components.assembly.actions.queueing import (
    answer,
    group,
    reopen_question,
    set_aside,
    take,
)
from consultations.components.assembly.actions.running import (
    close_room,
    open_room,
    pause_room,
    show_item,
)
from consultations.components.assembly.actions.speaking import (
    ask_to_speak,
    begin_turn,
    drop_turn,
    end_turn,
)
from consultations.components.assembly.actions.supporting import support, withdraw_support

__all__ = [
    "Plan",
    "Point",
    "answer",
    "ask",
    "ask_to_speak",
    "begin_turn",
    "close_poll",
    "close_room",
    "create_assembly",
    "drop_turn",
    "edit_assembly",
    "end_turn",
    "erase_words",
    "group",
    "open_poll",
    "open_room",
    "pause_room",
    "prepare_poll",
    "publish_transcript",
    "remove_poll",
    "reopen_question",
    "set_aside",
    "show_item",
    "show_question",
    "show_result",
    "support",
    "take",
    "tell_changed",
    "vote",
    "withdraw_support",
    "write_notes",
]
