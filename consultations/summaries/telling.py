"""A summary as plain JSON: every statement with the contributions it comes from."""

from collections.abc import Iterable
from typing import Any

from consultations.summaries.engine.summary import Item, Summary, Theme

STANCE_WORDS = {"for": "pour", "against": "contre"}


def as_json(items: Iterable[Item], found: Summary) -> dict[str, Any]:
    """Give themes, statements, verbatims, counts, what was set aside, and the parameters.

    Each number in it can be recounted from the ids beside it; used + set aside = received.
    """
    by_id = {item.id: item for item in items}
    keys = [_key(number, theme) for number, theme in enumerate(found.themes)]
    used = sum(len(theme.ids) for theme in found.themes)
    return {
        "version": found.parameters["version"],
        "parameters": found.parameters,
        "counts": {
            "received": len(by_id),
            "used": used,
            "set_aside": len(found.set_aside),
            "themes": sum(not theme.is_other for theme in found.themes),
            "others": sum(len(theme.ids) for theme in found.themes if theme.is_other),
            "verbatims": sum(len(theme.verbatims) for theme in found.themes),
        },
        "themes": [
            _theme(key, theme, by_id) for key, theme in zip(keys, found.themes, strict=True)
        ],
        "statements": [
            statement
            for key, theme in zip(keys, found.themes, strict=True)
            for statement in _statements(key, theme, by_id)
        ],
        "verbatims": [
            {
                "theme": key,
                "id": one.id,
                "source_ids": [one.id],
                "start": one.start,
                "end": one.end,
                "text": by_id[one.id].text[one.start : one.end],
                "alike": one.alike,
                "stance": STANCE_WORDS.get(by_id[one.id].stance, by_id[one.id].stance),
            }
            for key, theme in zip(keys, found.themes, strict=True)
            for one in theme.verbatims
        ],
        "unassigned": [
            {"id": one, "reason": reason} for one, reason in sorted(found.set_aside.items())
        ],
        "near_duplicates": _groups(found),
    }


def _key(number: int, theme: Theme) -> str:
    return "other" if theme.is_other else f"t{number + 1}"


def _theme(key: str, theme: Theme, by_id: dict[str, Item]) -> dict[str, Any]:
    return {
        "id": key,
        "label": "Autres" if theme.is_other else theme.label,
        "words": theme.words,
        "is_other": theme.is_other,
        "count": len(theme.ids),
        "source_ids": theme.ids,
        "stances": {
            word: len(_with_stance(theme, stance, by_id)) for stance, word in STANCE_WORDS.items()
        },
    }


def _with_stance(theme: Theme, stance: str, by_id: dict[str, Item]) -> list[str]:
    return [one for one in theme.ids if by_id[one].stance == stance]


def _statements(key: str, theme: Theme, by_id: dict[str, Item]) -> Iterable[dict[str, Any]]:
    about = "d'autres sujets" if theme.is_other else theme.label
    yield {
        "theme": key,
        "text": f"{len(theme.ids)} contributions : {about}",
        "number": len(theme.ids),
        "source_ids": theme.ids,
    }
    for stance, word in STANCE_WORDS.items():
        if ids := _with_stance(theme, stance, by_id):
            yield {
                "theme": key,
                "text": f"{len(ids)} contributions {word}",
                "number": len(ids),
                "source_ids": ids,
            }


def _groups(found: Summary) -> list[dict[str, Any]]:
    """Give the groups of texts that say nearly the same: collapsed and counted, never dropped."""
    groups: dict[str, list[str]] = {}
    for one, first in found.alike.items():
        groups.setdefault(first, []).append(one)
    return [
        {"count": len(ids), "source_ids": sorted(ids)} for _first, ids in sorted(groups.items())
    ]
