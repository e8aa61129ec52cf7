"""Choices typed one per line, whose keys stay when their words do."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.questionnaire.questions import Option
from consultations.components.questionnaire.questions.names import CHOSEN_KINDS
from consultations.components.questionnaire.questions.names import QuestionKind as Kind
from participation.base.text import folded, one_line

LONGEST = 300
Pairs = list[tuple[str, str]]
NEED_CHOICES = CHOSEN_KINDS - {Kind.YES_NO}  # which bring their own


def typed_lines(text: str) -> list[str]:
    """Give the lines that say something, tidied; a dash or bullet typed before them goes."""
    lines = (one_line(line).lstrip("-•* ").strip() for line in text.splitlines())
    return [line for line in lines if line]


def pairs_from(text: str, letter: str, stored: Sequence[Option]) -> Pairs:
    """Give each line its key: the one it had, or a new one (`c4`)."""
    had = {option.label: option.key for option in stored}
    taken = {option.key for option in stored}
    pairs: Pairs = []
    for line in typed_lines(text):
        key = had.pop(line, "") or _free(letter, taken)
        taken.add(key)
        pairs.append((key, line))
    return pairs


def _free(letter: str, taken: set[str]) -> str:
    return next(key for key in (f"{letter}{n}" for n in range(1, 10_000)) if key not in taken)


def check_choices(kind: str, cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the choices of a question: the field, and a sentence."""
    choices: Pairs = cleaned["choice_pairs"]
    rows: Pairs = cleaned["row_pairs"]
    if kind in NEED_CHOICES and len(choices) < 2:
        yield "choices", _("Écrivez au moins deux choix, un par ligne.")
    if kind == Kind.MATRIX and not rows:
        yield "rows", _("Écrivez au moins une ligne pour le tableau.")
    for field, pairs in (("choices", choices), ("rows", rows)):
        if len({folded(label) for _key, label in pairs}) < len(pairs):
            yield field, _("Le même choix est écrit deux fois. Gardez-en un.")
        if any(len(label) > LONGEST for _key, label in pairs):
            yield field, _("Un choix est trop long. Gardez 300 signes au plus par ligne.")
    most = cleaned.get("max_choices")
    if kind in (Kind.SEVERAL_CHOICES, Kind.RANKING) and most and most > len(choices) + 1:
        yield "max_choices", _("Il y a moins de choix que cela. Baissez ce nombre.")
