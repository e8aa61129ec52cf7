"""The guarantors of the demonstration: named before the opening, heard and answered, or not."""

from cms.demo.life import Life
from consultations.models import Consultation
from consultations.outcomes import actions
from participation.base.clock import living_at


def name(consultation: Consultation, life: Life) -> None:
    """Name who guarantees it, if its file tells of somebody."""
    told = life.told.get("guarantor")
    if told:
        actions.name_guarantor(
            consultation,
            name=told["name"],
            designated_by=told["designated_by"],
            basis="body",
            actor=life.officer,
        )


def hear(consultation: Consultation, life: Life) -> None:
    """Publish the report and its answer, each on its day."""
    told = life.told.get("guarantor")
    if not told:
        return
    guarantor = consultation.guarantor
    with living_at(life.calendar.at(told["reported"], 10)):
        guarantor = actions.publish_report(
            guarantor,
            report=told["report"],
            reported_on=life.calendar.day(told["reported"]),
            actor=life.officer,
        )
    if "answer" in told:
        with living_at(life.calendar.at(told["answered"], 10)):
            actions.answer_guarantor(guarantor, answer=told["answer"], actor=life.officer)
