"""What people type becomes text that is safe to show, to search and to compare."""

import re
import unicodedata

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_BIDI = dict.fromkeys(
    [0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F]
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")  # French no-break spaces are meant, and stay
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "code"}


def plain(typed: str) -> str:
    """Clean a typed text: one form of Unicode, no control or direction signs, no outer blanks."""
    text = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text.translate(_BIDI)).strip()


def one_line(typed: str) -> str:
    """Clean a text that stands on one line (title, name, mail subject)."""
    return _BLANKS.sub(" ", plain(typed))


def paragraphs(text: str) -> SafeString:
    """Show a resident's words: escaped, blank lines make paragraphs, nothing is interpreted."""
    blocks = re.split(r"\n\s*\n", escape(text))
    html = "".join(f"<p>{block.replace(chr(10), '<br>')}</p>" for block in blocks if block.strip())
    return mark_safe(html)  # noqa: S308  every part was escaped just above


def markdown(text: str) -> SafeString:
    """Show an officer's words: a small Markdown, then cleaned by an allow-list."""
    html = nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(html)  # noqa: S308  cleaned by nh3 just above


def folded(text: str) -> str:
    """Fold a text for search and sorting: no accents, no case, no ligatures, single blanks."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("’", "'")
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(r"[\s\-]+", " ", bare.casefold()).strip()


def excerpt(text: str, length: int = 200) -> str:
    """Cut a text at a word, with an ellipsis, at most `length` signs."""
    flat = _BLANKS.sub(" ", text).strip()
    if len(flat) <= length:
        return flat
    return flat[: length - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
