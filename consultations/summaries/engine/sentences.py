"""Cutting a text into sentences, and saying which of them can stand alone."""

import re
from dataclasses import dataclass

# After these a full stop does not end the sentence: « art. 5 », « M. Dupont », « etc. » before a
# small letter, a single capital (« L. 123 »).
ABBREVIATIONS = (
    "art|al|alin|av|bd|boul|cf|ch|chap|env|etc|ex|fig|hab|id|ibid|inf|max|min|mme|mmes|mlle|mm|mr|m"
    "|n|no|num|op|p|pp|par|parag|pl|prof|dr|me|réf|ref|sec|st|ste|sup|suppl|tel|tél|vol|vs|sr|sra|d"
    "|dra|pág|pag|núm|av|avda|ud|uds"
)
END = re.compile(r"[.!?…]+(?:\s?[»”\"')\]])*(?=\s|$)|\n+")
ABBREVIATED = re.compile(rf"(?:\b(?:{ABBREVIATIONS})|\b\w)\.$", re.IGNORECASE)
FIRST_MARK = re.compile(r"[\s\-–—•*·>»\"“'’)\].,;:]*(?:\d{1,2}\s?[.)°/-]\s*|[a-z]\)\s*)?")
LEANING = re.compile(  # a start that needs what stood before it
    r"(?:et|mais|ou|or|donc|car|ainsi|aussi|ici|cela|ceci|ça|ce|c['’]est|cet(?:te)?|ces|celui|celle"
    r"|ceux|celles|il|ils|elle|elles|en effet|en outre|de plus|de même|par contre|par ailleurs|par"
    r" exemple|cependant|toutefois|néanmoins|pourtant|sinon|enfin|ensuite|puis|alors|d['’]ailleurs"
    r"|d['’]autre part|d['’]où|idem|oui|non|leur|leurs|son|sa|ses|y|pero|y|esto|eso|además|aunque"
    r"|porque|també|però|això)\b",
    re.IGNORECASE,
)
OPINION = re.compile(
    r"\b(?:je|j['’]|nous|on|il faut|il faudrait|devrait|devraient|doit|doivent|pourrait|souhait\w+"
    r"|propos\w+|hay que|debería\w*|cal|caldria)\b",
    re.IGNORECASE,
)
LAW = re.compile(r"\b(?:article|alinéa|décret|l\.\s?\d|r\.\s?\d|code)\b", re.IGNORECASE)
WORD = re.compile(r"\w+")
MOST_SENTENCES = 120  # read of one text


@dataclass(frozen=True)
class Span:
    """A place in a text."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Give the sentences of a text, in order, each without the blanks and dashes around it."""
    found: list[Span] = []
    start = 0
    for end in END.finditer(text):
        if not end[0].startswith("\n") and _goes_on(text, start, end):
            continue
        _keep(found, text, start, end.end())
        start = end.end()
        if len(found) >= MOST_SENTENCES:
            return found
    _keep(found, text, start, len(text))
    return found


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    """Say whether what looks like an end is an abbreviation, or is followed by a small letter."""
    after = text[end.end() : end.end() + 40].lstrip()
    if after[:1].islower():
        return True
    return end[0] == "." and bool(ABBREVIATED.search(text, max(start, end.end() - 12), end.end()))


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    marks = FIRST_MARK.match(piece)
    left = start + (marks.end() if marks else 0)
    right = start + len(piece.rstrip())
    if left < right:
        found.append(Span(left, right))


FEWEST_WORDS, MOST_WORDS = 8, 45


def is_readable(said: str) -> bool:
    """Say whether a piece can stand alone: 8 to 45 words, a capital, a final sign, no markup."""
    if (
        not said[:1].isupper()
        or said[-1:] not in ".!?…»"
        or re.search(r"[<>{}|\\]|https?:|www\.", said)
    ):
        return False
    if said.count("(") != said.count(")") or said.count("«") != said.count("»") or "\n" in said:
        return False
    written = len(said.split())
    spoken = len(WORD.findall(said))
    return written >= FEWEST_WORDS and spoken >= FEWEST_WORDS and max(written, spoken) <= MOST_WORDS


def worth(said: str) -> float:
    """Say how well a piece reads alone, from 0 to 1: opinions above laws and leaning starts."""
    letters = sum(sign.isalpha() for sign in said) or 1
    capitals = sum(sign.isupper() for sign in said) / letters
    digits = sum(sign.isdigit() for sign in said) / len(said)
    value = 1.0
    value -= 0.25 if LEANING.match(said) else 0.0
    value -= 0.25 if LAW.search(said) else 0.0
    value -= min(0.3, 3 * digits)
    value -= 0.5 if capitals > 0.3 else min(0.2, capitals)
    value -= 0.1 if said.endswith(("…", "...")) or said.count(":") > 1 else 0.0
    value -= 0.1 if said.endswith("?") else 0.0
    value += 0.1 if OPINION.search(said) else 0.0
    return max(0.05, min(1.0, value))
