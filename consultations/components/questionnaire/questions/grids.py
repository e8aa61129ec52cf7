"""Questions answered line by line: a ranking by numbers, and a table."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.questions.base import (
    BLANK_LABEL,
    NOWHERE,
    Asked,
    Kind,
    Option,
    Picked,
    Said,
    Surroundings,
    Typed,
    first,
)


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
    """One choice for each row; in an optional table a last column takes a choice back."""

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
            _("%(label)s : %(text)s") % {"label": row.label, "text": chosen[row.key]}
            for row in asked.rows
            if row.key in chosen
        )

    def hashed(self, asked: Asked, said: Said) -> Any:
        return {pick.row: pick.key for pick in said.picked}

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        blank = [] if asked.is_required else [Option("", str(BLANK_LABEL))]
        columns = [*asked.options, *blank]
        return {
            "columns": columns,
            "lines": [
                {
                    "part": row.key,
                    "label": row.label,
                    "cells": [
                        {
                            "value": column.key,
                            "label": column.label,
                            "checked": bool(column.key) and first(typed, row.key) == column.key,
                        }
                        for column in columns
                    ],
                }
                for row in asked.rows
            ],
        }
