"""How votes are counted; pure functions, the order of slips never matters."""

from participation.councils.ballots.rules.colleges import Terms, Verdict, verdict
from participation.councils.ballots.rules.counting import Paper, figures
from participation.councils.ballots.rules.quorum import is_reached, needed

__all__ = ["Paper", "Terms", "Verdict", "figures", "is_reached", "needed", "verdict"]
