"""What people said to one another in a debate, and what its officers made of it."""

from datetime import timedelta
from uuid import uuid4

from cms.demo.life import Life
from cms.demo.reading import Told
from consultations.actions import Submission
from consultations.components.debate import actions
from consultations.components.debate.models import Argument, Point
from consultations.models import Channel, Step
from participation.base.clock import living_at


def take_debate(step: Step, life: Life) -> None:
    """Write each message on its day, under the one it answers; then the synthesis."""
    told = life.told["debate"]
    points = [
        actions.add_point(step.debate, actor=life.officer, **point) for point in told["points"]
    ]
    said: dict[int, Argument] = {}
    for row in life.told["entries"]:
        said[row["id"]] = _say(step, life, row, said)
        _weigh(said[row["id"]], life, row, points)
    with living_at(life.last_word_at):
        actions.pin(said[told["pinned"]], actor=life.officer)
        actions.write_synthesis(step.debate, text=told["synthesis"], actor=life.officer)
        actions.publish_synthesis(step.debate, actor=life.officer)


def _say(step: Step, life: Life, row: Told, said: dict[int, Argument]) -> Argument:
    at = life.calendar.at(row["day"], 9) + timedelta(minutes=37 * row["id"])
    with living_at(at):
        submission = Submission(
            key=uuid4(),
            arrived_at=at,
            author=life.cast.accounts.get(row.get("who", "")),
            channel=row.get("channel", Channel.ONLINE),
        )
        words = actions.Words(text=row["text"], side=row["side"])
        contribution = actions.write(step, words, submission, parent=said.get(row.get("to", 0)))
    return contribution.argument


def _weigh(argument: Argument, life: Life, row: Told, points: list[Point]) -> None:
    for number in range(row.get("useful", 0)):
        actions.change_useful(argument, voter=f"demo-{number}")
    if "point" in row:
        actions.group(argument, point=points[row["point"]], actor=life.officer)
