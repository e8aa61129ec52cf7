"""The words by which a territory is found: no accents, no signs, one spelling of « saint »."""

import re

from participation.base.text import folded

LONGEST_WORD = 40
MOST_WORDS = 12
SPELT_OUT = {"st": "saint", "ste": "sainte"}


def words_of(text: str) -> list[str]:
    """Give the words of a name, or of what was typed to find it, in order and each once.

    « St-Denis » and « Saint Denis » give the same words; an elided article (l’, d’) is left out
    unless nothing else stands there. Letters that are not Latin give no word.
    """
    found = re.findall(r"[a-z0-9]+", folded(text))
    spelt = [SPELT_OUT.get(word, word)[:LONGEST_WORD] for word in found]
    telling = [word for word in spelt if len(word) > 1 or word.isdecimal()]
    return list(dict.fromkeys(telling or spelt))[:MOST_WORDS]
