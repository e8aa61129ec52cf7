"""French spaces and apostrophes, so that the demonstration is set as a book would be."""

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"«\s*"), f"«{NO_BREAK}"),
    (re.compile(r"\s*»"), f"{NO_BREAK}»"),
    (re.compile(r"[ \u00a0\u202f]:(?!\S)"), f"{NO_BREAK}:"),
    (re.compile(r"[ \u00a0\u202f]([;!?])"), rf"{NARROW}\1"),
    (re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"(?<=\d)[ \u00a0\u202f](?=(?:%|€|h|km|m²|kW|min)(?!\w))"), NO_BREAK),
    (re.compile(r"(?<=\d\u00a0h)[ \u00a0\u202f](?=\d\d(?!\d))"), NO_BREAK),
    (re.compile(r"(?<=\bn°)[ \u202f](?=\d)"), NO_BREAK),
)
_MISSING = re.compile(r"[^\s\u00a0\u202f?!…(\[»][!?;](?=\s|$)|[^\W\d]:(?=\s|$)| [:;!?»]|« ")


def french(text: str) -> str:
    """Give the text with the spaces French asks for; a text already right comes back unchanged."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def faults(text: str) -> list[str]:
    """List the places where a sign stands without its unbreakable space."""
    return [text[max(0, found.start() - 20) : found.end() + 5] for found in _MISSING.finditer(text)]
