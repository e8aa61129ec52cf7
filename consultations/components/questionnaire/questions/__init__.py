"""The kinds of questions, one class each: how it is asked, read, told and hashed."""

from consultations.components.questionnaire.questions.amounts import DateQuestion, Number
from consultations.components.questionnaire.questions.base import (
    Asked,
    GivenFile,
    Kind,
    Option,
    Picked,
    Said,
    Surroundings,
    Typed,
    mark_of,
)
from consultations.components.questionnaire.questions.choices import (
    OneChoice,
    Scale,
    SeveralChoices,
    YesNo,
)
from consultations.components.questionnaire.questions.files import File
from consultations.components.questionnaire.questions.grids import Matrix, Ranking
from consultations.components.questionnaire.questions.names import CHOSEN_KINDS, QuestionKind
from consultations.components.questionnaire.questions.places import Commune
from consultations.components.questionnaire.questions.texts import LongText, ShortText

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        ShortText(),
        LongText(),
        OneChoice(),
        SeveralChoices(),
        Scale(),
        YesNo(),
        Ranking(),
        Matrix(),
        Number(),
        DateQuestion(),
        Commune(),
        File(),
    )
}


def kind_of(asked: Asked) -> Kind:
    return KINDS[asked.kind]


__all__ = [
    "CHOSEN_KINDS",
    "KINDS",
    "Asked",
    "GivenFile",
    "Kind",
    "Option",
    "Picked",
    "QuestionKind",
    "Said",
    "Surroundings",
    "Typed",
    "kind_of",
    "mark_of",
]
