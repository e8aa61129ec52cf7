"""What happens to a proposal besides its arrival; ids alone."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class ProposalEvent(Event):
    subject = "contribution_id"
    consultation_id: int
    contribution_id: int


class ProposalSupported(ProposalEvent):
    """Somebody supports it, or no longer does; the journal does not say who."""


class ProposalSheetEntered(ProposalEvent):
    """An officer counted a sheet of signatures on paper."""
