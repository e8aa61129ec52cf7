"""Which texts of a page say in which language they are written (WCAG 2.2, 3.1.2)."""

from collections.abc import Iterator

from django.test.html import Element, parse_html


def unmarked(html: str, word: str) -> list[str]:
    """Give the texts with the word, in the body of a page, that no `lang="fr"` surrounds.

    The names of pages on the way to this one are proper names, which need none.
    """
    root = parse_html(html)
    return [text for text in _texts(root, is_marked=False) if word in text]


def _texts(tag: Element, *, is_marked: bool) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, str):
            if not is_marked:
                yield child
        elif child.name != "head" and ("class", "breadcrumb") not in child.attributes:
            yield from _texts(child, is_marked=is_marked or ("lang", "fr") in child.attributes)
