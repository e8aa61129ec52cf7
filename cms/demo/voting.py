"""What residents voted on statements: three ways of seeing things, dealt by a die of its own."""

import hashlib
from random import Random
from uuid import uuid4

from cms.demo.answering import moments
from cms.demo.life import Life
from cms.demo.reading import Told
from consultations import actions
from consultations.actions import Submission
from consultations.components.statements import actions as statements
from consultations.components.statements.actions import TakenVotes
from consultations.components.statements.models import Picture
from consultations.models import Channel, Consultation, Contribution, Step
from participation.base.clock import living_at

PASSES = 9  # per cent of the votes
CHANNELS = {Channel.ONLINE: 92, Channel.IN_PERSON: 8}


def add_statements(consultation: Consultation, life: Life) -> None:
    """Put a conversation in a draft, with the first statements of its file."""
    told = life.told["statements"]
    step = actions.add_step(
        consultation,
        kind="statements",
        title=told["title"],
        intro=told["intro"],
        actor=life.officer,
    )
    statements.edit_conversation(
        step.conversation,
        takes_statements=True,
        publication=told["publication"],
        showing=told["showing"],
        seeds=[row["text"] for row in told["seeds"]],
        actor=life.officer,
    )


def take_votes(step: Step, life: Life) -> None:
    """Let residents propose, then vote; some read only a few statements."""
    told = life.told["statements"]
    for row in told["proposed"]:
        proposed = _propose(step, row, life)
        with living_at(life.calendar.at(row["day"], 20)):
            actions.publish(proposed, actor=life.officer)
    for row in told["waiting"]:
        _propose(step, row, life)
    with living_at(life.last_word_at):
        _vote(step, life)
        statements.recompute(Picture.objects.get(conversation=step.conversation))


def _propose(step: Step, row: Told, life: Life) -> Contribution:
    at = life.calendar.at(row["day"], 18)
    author = life.cast.accounts.get(row.get("who", ""))
    with living_at(at):
        return statements.write(step, row["text"], Submission(uuid4(), at, author=author))


def _vote(step: Step, life: Life) -> None:
    told = life.told["statements"]
    rng = Random(life.told["slug"])  # noqa: S311  a die for a demonstration
    rows = [*told["seeds"], *told["proposed"]]
    numbers = {row.text: row for row in step.conversation.statements.order_by("number")}
    known = {str(place): numbers[row["text"]] for place, row in enumerate(rows)}
    camps = [camp for camp, size in enumerate(told["camps"]) for _one in range(size)]
    rng.shuffle(camps)
    channels = rng.choices(list(CHANNELS), list(CHANNELS.values()), k=len(camps))
    instants = moments(len(camps), life.opens_at, life.last_word_at, channels, rng)
    sheets = [
        TakenVotes(f"demo-{number + 1}", instant, _votes(rows, camp, rng), channel)
        for number, (camp, channel, instant) in enumerate(
            zip(camps, channels, instants, strict=True)
        )
    ]
    digest = hashlib.sha256(f"{life.told['slug']} votes".encode()).hexdigest()
    statements.take_sheets(
        step, sheets, known, sha256=digest, name="Démonstration", actor=life.officer
    )


def _votes(rows: list[Told], camp: int, rng: Random) -> dict[str, int]:
    """Deal the votes of one person: most read nearly all, a few stop early."""
    many = len(rows) if rng.random() < 0.55 else rng.randrange(8, len(rows))
    chosen = sorted(rng.sample(range(len(rows)), many))
    votes = {}
    for place in chosen:
        agrees = rng.randrange(100) < rows[place]["agree"][camp]
        votes[str(place)] = 0 if rng.randrange(100) < PASSES else (1 if agrees else -1)
    return votes
