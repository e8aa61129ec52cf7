"""Questions answered by choosing: one, several, a scale, yes or no, a ranking, a table."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.components.questionnaire.questions.base import (
    BLANK_LABEL,
    NO_ANSWER,
    NONE,
    NOWHERE,
    OTHER,
    OTHER_LABEL,
    Asked,
    Kind,
    Option,
    Picked,
    Said,
    Surroundings,
    Typed,
    first,
    too_long,
    typed_line,
)

OTHER_LENGTH = 300


class OneChoice(Kind):
    name = "one_choice"
    is_group = True
    needs_options = True
    none_is_choice = True
    missing = gettext_lazy("Choisissez une réponse.")
    is_several = False

    def parts(self, asked: Asked) -> list[str]:
        return ["", "other"] if asked.has_other else [""]

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        ticked = typed.get("", [])[: len(asked.options) + 2]
        known = [option.key for option in asked.options if option.key in ticked]
        other = _other(asked, typed) if OTHER in ticked else ""
        if not self.is_several and len(known) + bool(other) > 1:
            raise ValidationError(_("Choisissez une seule réponse."), code="several")
        return Said(picked=tuple(Picked(key) for key in known), other_text=other)

    def write(self, asked: Asked, said: Said) -> Typed:
        if said.is_no_answer:
            return {"": [NONE]}
        ticked = [pick.key for pick in said.picked]
        if not said.other_text:
            return {"": ticked}
        return {"": [*ticked, OTHER], "other": [said.other_text]}

    def told(self, asked: Asked, said: Said) -> str:
        told = [asked.label_of(pick.key) for pick in said.picked]
        if said.other_text:
            words = _("%(label)s : %(text)s")
            told.append(words % {"label": OTHER_LABEL, "text": said.other_text})
        return "\n".join(told)

    def hashed(self, asked: Asked, said: Said) -> Any:
        chosen = sorted(pick.key for pick in said.picked)
        return {"chosen": chosen, "other": said.other_text} if asked.has_other else chosen

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        ticked = typed.get("", [])
        other = Option(OTHER, str(OTHER_LABEL)) if asked.has_other else None
        apart = self._apart(asked)
        return {
            "input": "checkbox" if self.is_several else "radio",
            "boxes": [_box(option, ticked) for option in asked.in_order(seed)],
            "other_box": _box(other, ticked) if other else None,
            "apart_box": _box(apart, ticked) if apart else None,
            "other": first(typed, "other"),
        }

    def _apart(self, asked: Asked) -> Option | None:
        """Give what stands below the choices: « Je ne sais pas », or a way to take one back."""
        if asked.offers_no_answer:
            return Option(NONE, str(NO_ANSWER))
        if asked.is_required or self.is_several:
            return None
        return Option("", str(BLANK_LABEL))


def _box(option: Option, ticked: list[str]) -> dict[str, Any]:
    return {"value": option.key, "label": option.label, "checked": option.key in ticked}


def _other(asked: Asked, typed: Typed) -> str:
    """Read the text beside « Autre »; ticking it asks for the text."""
    if not asked.has_other:
        return ""
    text = typed_line(typed, "other")
    if not text:
        raise ValidationError(_("Précisez votre réponse à côté de « Autre »."), code="other")
    if len(text) > OTHER_LENGTH:
        raise too_long(OTHER_LENGTH, len(text))
    return text


class SeveralChoices(OneChoice):
    name = "several_choices"
    missing = gettext_lazy("Choisissez au moins une réponse.")
    is_several = True

    def rule(self, asked: Asked) -> str:
        least, most = asked.min_choices or 0, asked.max_choices
        if least > 1 and most == least:
            return _("Choisissez %(most)s réponses.") % {"most": most}
        if least > 1 and most:
            return _("Choisissez %(least)s à %(most)s réponses.") % {"least": least, "most": most}
        if least > 1:
            return _("Choisissez au moins %(least)s réponses.") % {"least": least}
        if most and most > 1:
            return _("Choisissez %(most)s réponses au plus.") % {"most": most}
        return _("Plusieurs réponses sont possibles.")

    @property
    def template(self) -> str:
        return "questionnaire/kinds/one_choice.html"

    def clean(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        if asked.offers_no_answer and NONE in typed.get("", []) and len(typed[""]) > 1:
            raise ValidationError(
                _("Choisissez des réponses, ou « %(none)s », mais pas les deux.")
                % {"none": NO_ANSWER},
                code="none_and_some",
            )
        return super().clean(asked, typed, around)

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        said = super().read(asked, typed, around)
        number = len(said.picked) + bool(said.other_text)
        if number and asked.min_choices and number < asked.min_choices:
            raise ValidationError(
                ngettext(
                    "Choisissez au moins %(number)s réponse.",
                    "Choisissez au moins %(number)s réponses.",
                    asked.min_choices,
                )
                % {"number": asked.min_choices},
                code="too_few",
            )
        if asked.max_choices and number > asked.max_choices:
            raise ValidationError(
                ngettext(
                    "Choisissez %(number)s réponse au plus. Retirez-en.",
                    "Choisissez %(number)s réponses au plus. Retirez-en.",
                    asked.max_choices,
                )
                % {"number": asked.max_choices},
                code="too_many",
            )
        return said


class Scale(OneChoice):
    name = "scale"

    @property
    def template(self) -> str:
        return "questionnaire/kinds/one_choice.html"


class YesNo(Scale):
    name = "yes_no"
