"""Public meetings of the demonstration: announced, then lived through minute by minute."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from cms.demo.life import Life
from cms.demo.reading import Told
from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.assembly import actions
from consultations.components.assembly.models import Assembly, Poll, Question
from consultations.models import Channel, Consultation
from participation.base.clock import living_at, now
from participation.base.codes import keyed_digest


def plan_meetings(consultation: Consultation, life: Life) -> None:
    """Put the meetings that the file tells of on the timeline of a draft."""
    for told in life.told.get("meetings", []):
        step = heart.add_step(
            consultation,
            kind="assembly",
            title=told["title"],
            intro=told["intro"],
            closes_at=life.calendar.at(told["day"] + 1),
            actor=life.officer,
        )
        starts_at = life.calendar.at(told["day"], told["hour"])
        plan = actions.Plan(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=told["minutes"]),
            place=told["place"],
            access=told["access"],
            groups="\n".join(told["groups"]),
            points=[actions.Point(point["title"], point["minutes"]) for point in told["points"]],
        )
        actions.edit_assembly(step.assembly, plan, actor=life.officer)


def live_meetings(consultation: Consultation, life: Life) -> None:
    """Live each meeting again: what was asked before, then what happened, if it is over."""
    steps = consultation.steps.filter(kind="assembly").order_by("position", "pk")
    for told, step in zip(life.told.get("meetings", []), steps, strict=True):
        assembly = Assembly.objects.select_related("step__consultation").get(step=step)
        _Evening(assembly, told, life).live()


class _Evening:
    """One meeting while it is lived again; its file names each question by a word."""

    def __init__(self, assembly: Assembly, told: Told, life: Life) -> None:
        self.assembly, self.told, self.life = assembly, told, life
        self.questions: dict[str, Question] = {}
        self.acts: dict[str, Callable[[Told], Any]] = {
            "ask": self.ask,
            "do": lambda line: ROOM[line["do"]](assembly, actor=life.officer),
            "item": lambda line: actions.show_item(
                self.assembly.items.get(title=told["points"][line["item"]]["title"]),
                actor=life.officer,
            ),
            "take": lambda line: actions.take(self.named(line["take"]), actor=life.officer),
            "answer": lambda line: actions.answer(
                self.named(line["answer"]), note=line["note"], actor=life.officer
            ),
            "aside": lambda line: actions.set_aside(
                self.named(line["aside"]), reason=line["reason"], actor=life.officer
            ),
            "group": lambda line: actions.group(
                self.named(line["group"]), lead=self.named(line["under"]), actor=life.officer
            ),
            "speak": self.speak,
            "poll": self.poll,
            "publish": self.publish,
        }

    def live(self) -> None:
        assert self.assembly.starts_at is not None
        for line in self.told["evening"]:
            at: datetime = self.assembly.starts_at + timedelta(minutes=line["at"])
            with living_at(at):
                next(act for name, act in self.acts.items() if name in line)(line)

    def named(self, word: str) -> Question:
        return Question.objects.select_related("contribution", "assembly").get(
            pk=self.questions[word].pk
        )

    def ask(self, line: Told) -> None:
        submission = Submission(
            key=uuid4(),
            arrived_at=now(),
            author=self.life.cast.accounts.get(line.get("who", "")),
            channel=line.get("channel", Channel.ONLINE),
        )
        contribution = actions.ask(self.assembly, line["text"], submission)
        question = Question.objects.select_related("assembly").get(contribution=contribution)
        self.questions[line["ask"]] = question
        for number in range(line.get("supports", 0)):
            actions.support(question, voter=self._voter(number))

    def speak(self, line: Told) -> None:
        turn = actions.ask_to_speak(self.assembly, group=line["speak"], actor=self.life.officer)
        actions.begin_turn(turn, actor=self.life.officer)
        with living_at(now() + timedelta(seconds=line["seconds"])):
            actions.end_turn(turn, actor=self.life.officer)

    def poll(self, line: Told) -> None:
        officer = self.life.officer
        poll: Poll = actions.prepare_poll(
            self.assembly,
            text=line["poll"],
            choices=list(line["votes"]),
            is_multiple=False,
            actor=officer,
        )
        if line.get("waits"):
            return
        actions.open_poll(poll, actor=officer)
        number = 0
        for choice in poll.choices.all():
            for _vote in range(line["votes"][choice.text]):
                number += 1
                actions.vote(poll, choices=[choice], voter=self._voter(number))
        with living_at(now() + timedelta(minutes=3)):
            actions.show_result(actions.close_poll(poll, actor=officer), actor=officer)

    def publish(self, line: Told) -> None:
        for point in self.told["points"]:
            item = self.assembly.items.get(title=point["title"])
            actions.write_notes(item, text=point["notes"], revision=0, writer="demonstration")
        actions.publish_transcript(self.assembly, intro=line["publish"], actor=self.life.officer)

    def _voter(self, number: int) -> str:
        secret = self.assembly.step.consultation.participant_secret
        return keyed_digest(f"demonstration {number}", secret)


ROOM = {"open": actions.open_room, "pause": actions.pause_room, "close": actions.close_room}
