"""Questions answered by typing: short and long texts, a number, a date, a place."""

from typing import Any

from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.questions.base import (
    LONGEST,
    NOWHERE,
    Asked,
    Kind,
    Said,
    Surroundings,
    Typed,
    first,
    too_long,
    typed_line,
    typed_text,
)

LINE_LENGTH = 300
TEXT_LENGTH = 5000


class ShortText(Kind):
    name = "short_text"
    missing = gettext_lazy("Écrivez votre réponse.")
    default_length = LINE_LENGTH

    def most(self, asked: Asked) -> int:
        return min(asked.max_length or self.default_length, LONGEST)

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        return self._within(asked, typed_line(typed))

    def _within(self, asked: Asked, text: str) -> Said:
        if len(text) > self.most(asked):
            raise too_long(self.most(asked), len(text))
        return Said(text=text)

    def write(self, asked: Asked, said: Said) -> Typed:
        return {"": [said.text]}

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        return {"value": first(typed), "most": self.most(asked)}


class LongText(ShortText):
    name = "long_text"
    default_length = TEXT_LENGTH

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        return self._within(asked, typed_text(typed))
