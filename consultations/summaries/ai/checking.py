"""Believing nothing: each sentence of the service is held up to the texts it says it comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consultations.summaries.ai.client import Doubtful

MARKUP = re.compile(r"[<>{}\[\]\\|`*_#]|https?:|www\.|@")
NUMBER = re.compile(r"\d+(?:[.,\u202f\u00a0 ]\d+)*")
QUANTITY = re.compile(
    r"%|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante"
    r"|cinquante|soixante|cent|cents|mille|centaines?|dizaines?|vingtaines?|milliers?|majorit\w+"
    r"|minorit\w+|plupart|moitié|tiers|unanim\w+|tous|toutes)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[«“\"]\s*([^»”\"]+?)\s*[»”\"]")
MOST_SENTENCES, SHORTEST, LONGEST = 6, 15, 400


@dataclass(frozen=True)
class Sentence:
    """One sentence, and the numbers of the texts it comes from."""

    text: str
    ids: list[int]


def checked(answer: Any, texts: Mapping[int, str]) -> list[Sentence]:
    """Give the sentences of an answer, if every one of them holds. Raises Doubtful otherwise.

    Each names texts that were sent; each quotation stands in one of them; each number too; and
    none says how many people think so, which only a count may say.
    """
    told = answer.get("sentences") if isinstance(answer, dict) else None
    if not isinstance(told, list) or not 0 < len(told) <= MOST_SENTENCES:
        raise Doubtful("pas de phrases")
    return [_sentence(one, texts) for one in told]


def _sentence(one: Any, texts: Mapping[int, str]) -> Sentence:
    if not isinstance(one, dict):
        raise Doubtful("phrase mal formée")
    text, ids = _text(one.get("text")), one.get("ids")
    if not isinstance(ids, list) or not ids or not all(_is_known(i, texts) for i in ids):
        raise Doubtful("numéros de contributions inventés")
    sources = [_even(texts[number]) for number in ids]
    _demand_quotes(one.get("quotes", []), text, sources)
    _demand_numbers(text, sources)
    return Sentence(text, sorted(set(ids)))


def _text(text: Any) -> str:
    if not isinstance(text, str) or not SHORTEST <= len(text.strip()) <= LONGEST:
        raise Doubtful("phrase vide ou trop longue")
    if MARKUP.search(text):
        raise Doubtful("balises ou adresses")
    return " ".join(text.split())


def _demand_quotes(quotes: Any, text: str, sources: list[str]) -> None:
    if not isinstance(quotes, list) or not all(isinstance(quote, str) for quote in quotes):
        raise Doubtful("citations mal formées")
    for quote in (*quotes, *QUOTED.findall(text)):
        if not any(_even(quote) in source for source in sources):
            raise Doubtful("citation inventée")


def _demand_numbers(text: str, sources: list[str]) -> None:
    for number in NUMBER.findall(text):
        if not any(re.search(rf"(?<!\d){re.escape(_even(number))}(?!\d)", s) for s in sources):
            raise Doubtful("nombre inventé")
    if QUANTITY.search(text):
        raise Doubtful("proportion non comptée")


def _is_known(number: Any, texts: Mapping[int, str]) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number in texts


def _even(text: str) -> str:
    """Bring blanks and apostrophes to one form; nothing else may differ."""
    return " ".join(text.replace("’", "'").split())
