"""What residents proposed, day by day, and who supported it online and on paper."""

from datetime import timedelta
from uuid import uuid4

from cms.demo.life import Life
from cms.demo.reading import Told
from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.proposals import actions
from consultations.components.proposals.models import Proposal
from consultations.models import Channel, Consultation, Step
from participation.base.clock import living_at

Where = dict[tuple[str, int], str]  # the code of each proposal, by its number in the file


def add_proposals(consultation: Consultation, life: Life) -> None:
    """Put a step that takes proposals in a draft."""
    told = life.told["proposals"]
    step = heart.add_step(
        consultation, kind="proposals", title=told["title"], intro=told["intro"], actor=life.officer
    )
    actions.edit_box(step.proposal_box, publication=told["publication"], actor=life.officer)


def take_proposals(step: Step, life: Life) -> Where:
    """Take in each proposal on its day, then its supporters and its sheets."""
    where = {}
    for row in life.told["entries"]:
        proposal = _propose(step, life, row)
        where["proposal", row["id"]] = proposal.contribution.tracking_code or ""
        with living_at(life.calendar.at(row["day"], 21)):
            for number in range(row["support"]):
                actions.change_support(proposal, voter=f"demo-{number}")
            for sheet in row.get("sheets", ()):
                actions.enter_sheet(proposal, **sheet, actor=life.officer)
    return where


def _propose(step: Step, life: Life, row: Told) -> Proposal:
    at = life.calendar.at(row["day"], 9) + timedelta(minutes=23 * row["id"])
    with living_at(at):
        submission = Submission(
            key=uuid4(),
            arrived_at=at,
            author=life.cast.accounts.get(row.get("who", "")),
            channel=row.get("channel", Channel.ONLINE),
        )
        words = actions.Words(row["title"], row["text"], row.get("cost"), row.get("place", ""))
        return actions.propose(step, words, submission).proposal
