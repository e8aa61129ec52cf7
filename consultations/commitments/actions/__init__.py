"""What changes plans, contracts and measures; what is published is never deleted."""

from consultations.commitments.actions.contracts import amend, open_revision, write_signatory
from consultations.commitments.actions.figures import add_indicator, write_figure
from consultations.commitments.actions.importing import Report, import_measures
from consultations.commitments.actions.plans import create_plan, edit_plan, publish_plan
from consultations.commitments.actions.progress import (
    give_news,
    link_decisions,
    merge,
    push_back,
    set_status,
    set_statuses,
)
from consultations.commitments.actions.reminding import remind_of_measures
from consultations.commitments.actions.tree import (
    remove_branch,
    remove_measure,
    write_branch,
    write_measure,
)

__all__ = [
    "Report",
    "add_indicator",
    "amend",
    "create_plan",
    "edit_plan",
    "give_news",
    "import_measures",
    "link_decisions",
    "merge",
    "open_revision",
    "publish_plan",
    "push_back",
    "remind_of_measures",
    "remove_branch",
    "remove_measure",
    "set_status",
    "set_statuses",
    "write_branch",
    "write_figure",
    "write_measure",
    "write_signatory",
]
