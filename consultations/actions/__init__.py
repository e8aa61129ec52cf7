"""What changes consultations and contributions; nothing else does."""

from consultations.actions.contributing import (
    Submission,
    already_received,
    receive,
    seal,
)
from consultations.actions.drafting import (
    delete_draft,
    save_draft,
)
from consultations.actions.duplicating import duplicate
from consultations.actions.editing import (
    create_consultation,
    edit_consultation,
    extend,
    log_wording,
    set_access_points,
)
from consultations.actions.exporting import export_step
from consultations.actions.forgetting import forget_person
from consultations.actions.identifying import confirm_check, draw_code, forget_old_checks
from consultations.actions.importing import (
    ImportedRow,
    import_batch,
    seal_batch,
)
from consultations.actions.ledger import publish_ledger
from consultations.actions.lifecycle import (
    announce,
    archive,
    close_consultation,
    follow_up,
    mark_responded,
    mark_synthesis_published,
    open_consultation,
    publish_results,
    resume,
    suspend,
    withdraw_consultation,
)
from consultations.actions.moderating import hide, hold, restore
from consultations.actions.passing import begin_steps, end_steps, note_check, remind_officers
from consultations.actions.revising import (
    correct,
    follow,
    publish,
    stop_following,
    withdraw,
)
from consultations.actions.steps import add_step, edit_step, remove_step

__all__ = [
    "ImportedRow",
    "Submission",
    "add_step",
    "already_received",
    "announce",
    "archive",
    "begin_steps",
    "close_consultation",
    "confirm_check",
    "correct",
    "create_consultation",
    "delete_draft",
    "draw_code",
    "duplicate",
    "edit_consultation",
    "edit_step",
    "end_steps",
    "export_step",
    "extend",
    "follow",
    "follow_up",
    "forget_old_checks",
    "forget_person",
    "hide",
    "hold",
    "import_batch",
    "log_wording",
    "mark_responded",
    "mark_synthesis_published",
    "note_check",
    "open_consultation",
    "publish",
    "publish_ledger",
    "publish_results",
    "receive",
    "remind_officers",
    "remove_step",
    "restore",
    "resume",
    "save_draft",
    "seal",
    "seal_batch",
    "set_access_points",
    "stop_following",
    "suspend",
    "withdraw",
    "withdraw_consultation",
]
