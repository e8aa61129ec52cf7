"""What a council says outside, in its own name, in the consultations of public bodies."""

from cms.demo.contributing import write_entry
from cms.demo.councils.lived import LivedCouncil
from consultations.models import Step


def speak(life: LivedCouncil) -> None:
    """Let who coordinates contribute to open registers in the name of the council."""
    for told in life.told.get("interventions", []):
        step = Step.objects.get(consultation__slug=told["consultation"], kind="register")
        with life.at(told["at"]) as instant:
            author = life.accounts[told["who"]]
            write_entry(step, told, instant, author=author, council=life.council)
