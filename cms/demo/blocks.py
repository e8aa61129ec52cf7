"""Written parts of pages, from the words of the files to what Wagtail stores."""

import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from django.utils.html import format_html_join

from cms.demo.reading import Calendar, Told

Block = dict[str, Any]


def paragraphs(text: str | Iterable[str]) -> str:
    """Set texts as paragraphs; a blank line parts two."""
    parts = text.split("\n\n") if isinstance(text, str) else text
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))


def body(parts: Iterable[Told], calendar: Calendar) -> str:
    """Give the JSON of a whole body."""
    return json.dumps([block for part in parts for block in _blocks(part, calendar)])


def sections(told: Iterable[Told]) -> str:
    """Give the JSON of a page of texts, each under its title."""
    blocks: list[Block] = []
    for section in told:
        text = paragraphs(section["text"])
        if "table" in section:
            text += _listed(section["table"])
        blocks += [_block("heading", section["title"]), _block("text", text)]
    return json.dumps(blocks)


def _listed(table: Told) -> str:
    """Tell each row of a table in sentences: it reads on a telephone, and aloud."""
    row = "<p><b>{}.</b> Données\u00a0: {}. Pourquoi\u202f? {}. Durée\u00a0: {}.</p>"
    told = ((name, _lower(data), why, _lower(time)) for name, data, why, time in table["rows"])
    return format_html_join("", row, told)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _block(kind: str, value: Any) -> Block:
    return {"type": kind, "value": value}


def _items(values: Iterable[Block]) -> list[Block]:
    """Give the items of a list; Wagtail only knows them by an id."""
    return [{**_block("item", value), "id": str(uuid4())} for value in values]


def _blocks(part: Told, calendar: Calendar) -> list[Block]:
    if part["type"] == "text":
        title = [_block("heading", part["title"])] if "title" in part else []
        return [*title, _block("text", paragraphs(part["value"]))]
    if part["type"] == "html":
        return [_block("text", part["value"])]
    return [_block(part["type"], VALUES[part["type"]](part, calendar))]


def _figures(part: Told, _calendar: Calendar) -> Block:
    return {"title": part.get("title", ""), "items": _items(part["items"])}


def _questions(part: Told, _calendar: Calendar) -> Block:
    items = (
        {"question": row["question"], "answer": paragraphs(row["answer"])} for row in part["items"]
    )
    return {"title": part["title"], "items": _items(items)}


def _timeline(part: Told, calendar: Calendar) -> Block:
    items = (
        {"day": calendar.day(row["day"]).isoformat(), "title": row["title"], "text": row["text"]}
        for row in part["items"]
    )
    return {"title": part["title"], "items": _items(items)}


def _quote(part: Told, _calendar: Calendar) -> Block:
    return {"text": part["text"], "author": part["author"], "source": ""}


VALUES: dict[str, Callable[[Told, Calendar], Block]] = {
    "figures": _figures,
    "questions": _questions,
    "timeline": _timeline,
    "quote": _quote,
    "document": lambda part, _calendar: part["value"],
}
