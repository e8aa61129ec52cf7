"""What this kind of step does when something happened to a contribution."""

from consultations.components.statements import actions
from consultations.events import (
    ContributionCorrected,
    ContributionHidden,
    ContributionPublished,
    ContributionReceived,
    ContributionRestored,
    ContributionWithdrawn,
)
from participation.accounts.events import AccountErased
from participation.base.events import Heard, listen


@listen(
    ContributionReceived,
    ContributionCorrected,
    ContributionWithdrawn,
    ContributionPublished,
    ContributionHidden,
    ContributionRestored,
)
def note_change(heard: Heard) -> None:
    """Note that the groups are to be computed anew; the workers do it within seconds."""
    actions.mark_stale(heard.event.contribution_id)


@listen(AccountErased)
def forget_votes(heard: Heard) -> None:
    """Take away the votes of an erased account where receipts are not published yet."""
    actions.forget_votes(heard.event.account_id)
