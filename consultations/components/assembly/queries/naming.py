"""What a text tells of persons, before everyone reads it: names, telephones, addresses."""

import re
from collections.abc import Iterable

from participation.base.text import folded

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\+\d{2,3}|0)[\s.\-]?\d(?:[\s.\-]?\d){7,9}(?!\d)")
# « Mme Diallo », « M. de La Tour », « Monsieur Petit »; « Madame la maire » names an office.
_TITLED = re.compile(
    r"\b(?:M\.|MM\.|Mmes?|Mlle|Monsieur|Madame|Mademoiselle|Dr|Docteur)[\s\u00a0\u202f]+"
    r"(?:d[eu]s?[\s\u00a0])?(?:l[ae][\s\u00a0])?[A-ZÀ-ÖØ-Þ][\w’'\-]*(?:[\s\u00a0][A-ZÀ-ÖØ-Þ][\w’'\-]+)?"
)
_FAMILY_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ\-]+[\s\u00a0][A-ZÀ-ÖØ-Þ]{3,}\b")


def personal_words(text: str, *, names: Iterable[str] = ()) -> list[str]:
    """Give what in a text may lead to a person, in the order of the sorts below, each once.

    `names` are those typed for the screen; they are compared as whole words, without case or
    accents. A machine misses names: whoever publishes reads all of it.
    """
    bare = folded(text)
    typed = [
        name
        for name in names
        if name and re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", bare)
    ]
    patterns = (_TITLED, _FAMILY_NAME, _EMAIL, _PHONE)
    found = [words for pattern in patterns for words in pattern.findall(text)]
    return list(dict.fromkeys([*typed, *found]))
