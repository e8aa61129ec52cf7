"""What residents asked a public body, who asked it too, and what was answered on which day."""

from datetime import timedelta
from uuid import uuid4

from cms.demo.life import Life
from cms.demo.reading import Told
from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.questions import actions
from consultations.components.questions.models import Question
from consultations.models import Channel, Consultation, Step
from participation.base.clock import living_at


def add_questions(consultation: Consultation, life: Life) -> None:
    """Put a step that takes questions in a draft, with the delay its file promises."""
    told = life.told["questions"]
    step = heart.add_step(
        consultation, kind="questions", title=told["title"], intro=told["intro"], actor=life.officer
    )
    actions.edit_desk(
        step.question_desk,
        publication=told["publication"],
        answer_days=told["answer_days"],
        actor=life.officer,
    )


def take_questions(step: Step, life: Life) -> None:
    """Ask each question on its day, and answer it on the day its file says, if it does."""
    for row in life.told["entries"]:
        question = _ask(step, life, row)
        for number in range(row["support"]):
            with living_at(life.calendar.at(row["day"], 20)):
                actions.change_support(question, voter=f"demo-{number}")
        if "answer" in row:
            _answer(question, life, row)


def _ask(step: Step, life: Life, row: Told) -> Question:
    at = life.calendar.at(row["day"], 9) + timedelta(minutes=23 * row["id"])
    with living_at(at):
        submission = Submission(
            key=uuid4(),
            arrived_at=at,
            author=life.cast.accounts.get(row.get("who", "")),
            channel=row.get("channel", Channel.ONLINE),
        )
        words = actions.Words(text=row["text"], details=row["details"])
        return actions.ask(step, words, submission).public_question


def _answer(question: Question, life: Life, row: Told) -> None:
    told = row["answer"]
    with living_at(life.calendar.at(told["day"], 17)):
        given = actions.answer(
            question, text=told["text"], signed_by=told["signed_by"], actor=life.officer
        )
    if erratum := row.get("erratum"):
        with living_at(life.calendar.at(erratum["day"], 11)):
            actions.correct_answer(
                given, text=erratum["text"], reason=erratum["reason"], actor=life.officer
            )
