"""Questions answered by choosing: one, several, a scale, yes or no, a ranking, a table."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.components.questionnaire.questions.base import (
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
            told.append(f"{OTHER_LABEL} : {said.other_text}")
        return "\n".join(told)

    def hashed(self, asked: Asked, said: Said) -> Any:
        chosen = sorted(pick.key for pick in said.picked)
        return {"chosen": chosen, "other": said.other_text} if asked.has_other else chosen

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        ticked = typed.get("", [])
        other = Option(OTHER, str(OTHER_LABEL)) if asked.has_other else None
        none = Option(NONE, str(NO_ANSWER)) if asked.offers_no_answer else None
        return {
            "input": "checkbox" if self.is_several else "radio",
            "boxes": [_box(option, ticked) for option in asked.in_order(seed)],
            "other_box": _box(other, ticked) if other else None,
            "none_box": _box(none, ticked) if none else None,
            "other": first(typed, "other"),
        }


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


class Ranking(Kind):
    """Ranks by numbers, 1 first. Ranking only some is allowed, from 1 on and without gaps."""

    name = "ranking"
    is_group = True
    needs_options = True
    missing = gettext_lazy("Donnez un rang à chaque proposition.")

    def parts(self, asked: Asked) -> list[str]:
        return [option.key for option in asked.options]

    def rule(self, asked: Asked) -> str:
        if self.most(asked) < len(asked.options):
            return _("1 pour ce qui compte le plus, jusqu’à %(most)s.") % {"most": self.most(asked)}
        return _("1 pour ce qui compte le plus.")

    def most(self, asked: Asked) -> int:
        return min(asked.max_choices or len(asked.options), len(asked.options))

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        ranks = {key: first(typed, key) for key in self.parts(asked) if first(typed, key)}
        if not ranks:
            return Said()
        if not all(rank.isdecimal() and len(rank) < 4 for rank in ranks.values()):
            raise ValidationError(_("Donnez les rangs en chiffres."), code="rank")
        numbers = {key: int(rank) for key, rank in ranks.items()}
        if len(set(numbers.values())) < len(numbers):
            raise ValidationError(
                _("Deux propositions ont le même rang. Donnez un rang différent à chacune."),
                code="same_rank",
            )
        self._check_gaps(asked, sorted(numbers.values()))
        in_order = sorted(numbers, key=lambda key: numbers[key])
        return Said(picked=tuple(Picked(key, rank=numbers[key]) for key in in_order))

    def _check_gaps(self, asked: Asked, ranks: list[int]) -> None:
        if ranks != list(range(1, len(ranks) + 1)):
            missing = next(rank for rank in range(1, len(ranks) + 1) if rank not in ranks)
            raise ValidationError(
                _("Le rang %(rank)s manque. Donnez les rangs à partir de 1, sans trou.")
                % {"rank": missing},
                code="gap",
            )
        least = min(asked.min_choices or 1, len(asked.options))
        if len(ranks) < least or len(ranks) > self.most(asked):
            raise ValidationError(
                _("Classez %(least)s à %(most)s propositions.")
                % {"least": least, "most": self.most(asked)},
                code="number",
            )

    def write(self, asked: Asked, said: Said) -> Typed:
        return {pick.key: [str(pick.rank)] for pick in said.picked}

    def told(self, asked: Asked, said: Said) -> str:
        ordered = sorted(said.picked, key=lambda pick: pick.rank or 0)
        return "\n".join(f"{pick.rank}. {asked.label_of(pick.key)}" for pick in ordered)

    def hashed(self, asked: Asked, said: Said) -> Any:
        return [pick.key for pick in sorted(said.picked, key=lambda pick: pick.rank or 0)]

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        return {
            "ranks": [str(rank) for rank in range(1, self.most(asked) + 1)],
            "is_whole": self.most(asked) == len(asked.options),
            "boxes": [
                {"part": option.key, "label": option.label, "value": first(typed, option.key)}
                for option in asked.in_order(seed)
            ],
        }


class Matrix(Kind):
    name = "matrix"
    is_group = True
    needs_options = True
    needs_rows = True
    missing = gettext_lazy("Choisissez une réponse pour chaque ligne.")

    def parts(self, asked: Asked) -> list[str]:
        return [row.key for row in asked.rows]

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        columns = {option.key for option in asked.options}
        picked = tuple(
            Picked(first(typed, row.key), row=row.key)
            for row in asked.rows
            if first(typed, row.key) in columns
        )
        if asked.is_required and len(picked) < len(asked.rows):
            done = {pick.row for pick in picked}
            left = next(row.label for row in asked.rows if row.key not in done)
            raise ValidationError(
                _("Choisissez aussi une réponse pour la ligne « %(row)s ».") % {"row": left},
                code="row",
            )
        return Said(picked=picked)

    def write(self, asked: Asked, said: Said) -> Typed:
        return {pick.row: [pick.key] for pick in said.picked}

    def told(self, asked: Asked, said: Said) -> str:
        chosen = {pick.row: asked.label_of(pick.key) for pick in said.picked}
        return "\n".join(
            f"{row.label} : {chosen[row.key]}" for row in asked.rows if row.key in chosen
        )

    def hashed(self, asked: Asked, said: Said) -> Any:
        return {pick.row: pick.key for pick in said.picked}

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        return {
            "columns": asked.options,
            "lines": [
                {
                    "part": row.key,
                    "label": row.label,
                    "cells": [
                        {
                            "value": option.key,
                            "label": option.label,
                            "checked": first(typed, row.key) == option.key,
                        }
                        for option in asked.options
                    ],
                }
                for row in asked.rows
            ],
        }
