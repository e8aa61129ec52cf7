"""What residents say in these tests: three subjects, each in several ways, for and against."""

from typing import Any
from uuid import uuid4

from consultations.actions import Submission
from consultations.components.register.actions import Words, write
from consultations.models import Consultation, Contribution, Step
from consultations.summaries import actions
from consultations.summaries.models import Summary
from participation.base.clock import now
from tests.factories import make_closed, make_open_step

SUBJECTS = {
    "arbres": (
        "Il faut planter des arbres sur la place {n} pour donner de l’ombre aux habitants.",
        "Les tilleuls de la place {n} donnent de l’ombre, gardez ces arbres magnifiques.",
        "Je demande que les arbres de la place {n} soient arrosés et taillés chaque hiver.",
    ),
    "vélos": (
        "La piste cyclable de la rue {n} doit être séparée des voitures pour les vélos.",
        "Les vélos roulent trop vite sur la piste cyclable devant l’école de la rue {n}.",
        "Je voudrais un garage à vélos fermé près de la piste cyclable de la rue {n}.",
    ),
    "cantine": (
        "Les repas de la cantine scolaire {n} devraient être cuisinés avec des légumes locaux.",
        "La cantine de l’école {n} coûte trop cher, le prix du repas doit baisser pour nous.",
        "Nous souhaitons un menu végétarien chaque jour à la cantine de l’école {n}.",
    ),
}


def texts(rounds: int = 5) -> list[str]:
    """Give 9 texts for each round, which differ by one word only within a subject's way."""
    names = ("Molière", "Jaurès", "Pasteur", "Voltaire", "Zola", "Hugo", "Sand", "Curie")
    return [
        way.format(n=names[number % len(names)])
        for number in range(rounds)
        for ways in SUBJECTS.values()
        for way in ways
    ]


def say(step: Step, text: str, stance: str = "") -> Contribution:
    submission = Submission(key=uuid4(), arrived_at=now())
    return write(step, Words(body=text, stance=stance), submission)


def closed_and_computed(rounds: int = 3, **fields: Any) -> tuple[Consultation, Summary]:
    """Make a closed consultation in which all this was said, with its themes computed."""
    step = make_open_step(**fields)
    for number, text in enumerate(texts(rounds)):
        say(step, text, "for" if number % 2 else "against")
    consultation = make_closed(step.consultation)
    summary = actions.ask_summary(consultation, actor=None)
    assert actions.compute(summary.pk)
    summary.refresh_from_db()
    return consultation, summary
