"""The draft of a consultation: its promise, its ways in, and its questions."""

from collections.abc import Callable
from datetime import date

from cms.demo.asking import sections_of
from cms.demo.drafting import add_text
from cms.demo.life import Life
from cms.demo.meeting import plan_meetings
from cms.demo.proposing import add_proposals
from cms.demo.questioning import add_questions
from cms.demo.reading import Told, read
from cms.demo.voting import add_statements
from consultations import actions
from consultations.components.questionnaire import actions as questionnaire
from consultations.components.register import actions as register
from consultations.components.register.models import Publication
from consultations.ladder import PROMISE_FIELDS
from consultations.models import AccessPoint, Consultation

PROMISE = (
    "title",
    "slug",
    "rung",
    "summary",
    *PROMISE_FIELDS,
    "easy_read",
    "easy_read_status",
    "identity_level",
    "anonymity",
)


def prepare(life: Life) -> Consultation:
    """Make the draft with its promise, its ways in, and its questions."""
    told, cast = life.told, life.cast
    consultation = actions.create_consultation(
        actor=life.officer,
        public_body=cast.bodies[told["body"]],
        territory=cast.territories[told["territory"]],
        theme=cast.themes[told["theme"]],
        access_points=_access_points(told),
        contact_name=told["contact"]["name"],
        contact_email=told["contact"]["email"],
        contact_phone=told["contact"]["phone"],
        opens_at=life.opens_at,
        closes_at=life.closes_at,
        response_due_on=_due(life, "response_due"),
        decision_due_on=_due(life, "decision_due"),
        **{name: told[name] for name in PROMISE if name in told},
    )
    if told.get("answers", {}).get("testimonies"):
        _add_register(consultation, life, {**told["questionnaire"], "themes": _themes(told)})
    else:
        _add_step(consultation, life)
    plan_meetings(consultation, life)
    return consultation


def _add_step(consultation: Consultation, life: Life) -> None:
    """Add the step that the file tells of, if it tells of one."""
    adders: dict[str, Callable[[Consultation, Life], None]] = {
        "statements": add_statements,
        "register": lambda consultation, life: _add_register(
            consultation, life, life.told["register"]
        ),
        "debate": _add_debate,
        "drafting": add_text,
        "questionnaire": _add_questionnaire,
        "questions": add_questions,
        "proposals": add_proposals,
    }
    for key, add in adders.items():
        if key in life.told:
            add(consultation, life)
            return


def _access_points(told: Told) -> list[dict[str, str]]:
    body = next(row for row in read("bodies") if row["slug"] == told["body"])
    return [
        {name: point[name] for name in AccessPoint.GIVEN}
        for point in body["access_points"]
        if point["key"] in told["access_points"]
    ]


def _due(life: Life, moment: str) -> date | None:
    return life.calendar.day(life.days[moment]) if moment in life.days else None


def _add_questionnaire(consultation: Consultation, life: Life) -> None:
    told = life.told["questionnaire"]
    step = actions.add_step(
        consultation,
        kind="questionnaire",
        title=told["title"],
        intro=told["intro"],
        actor=life.officer,
    )
    questionnaire.write_questions(step, sections_of(told), actor=life.officer)


def _add_register(consultation: Consultation, life: Life, told: Told) -> None:
    step = actions.add_step(
        consultation, kind="register", title=told["title"], intro=told["intro"], actor=life.officer
    )
    register.edit_register(
        step.register,
        publication=told.get("publication", Publication.AFTER_READING),
        takes_answers=told.get("takes_answers", False),
        themes="\n".join(told["themes"]),
        actor=life.officer,
    )


def _add_debate(consultation: Consultation, life: Life) -> None:
    told = life.told["debate"]
    actions.add_step(
        consultation, kind="debate", title=told["title"], intro=told["intro"], actor=life.officer
    )


def _themes(told: Told) -> list[str]:
    """Give the themes a testimony may be filed under, as the questionnaire lists them."""
    questions = told["questionnaire"]["sections"][0]["questions"]
    found: list[str] = next(row for row in questions if row["code"] == "theme")["options"]
    return found
