"""What people type becomes text that is safe to show, to search and to compare."""

import re
import unicodedata
from itertools import groupby

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
# A web address in an escaped text: brackets in pairs, and no sign that ends the sentence around it.
_INSIDE = r"&amp;|\([^\s()<>&«»]*\)|[^\s()<>&«»]"
_LAST = r"&amp;|\([^\s()<>&«»]*\)|[^\s()<>&«».,;:!?…\]}]"
_ADDRESS = re.compile(rf"https?://(?:{_INSIDE})*(?:{_LAST})", re.IGNORECASE)
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


def conversation(text: str) -> SafeString:
    """Show what members write to one another: as `paragraphs`, with quoted lines and links.

    Lines that begin with « > » are a quotation. A web address becomes a link, without the sign
    that ends the sentence around it; nothing else is interpreted.
    """
    parts = []
    for is_quoted, lines in groupby(text.split("\n"), lambda line: line.startswith(">")):
        said = "\n".join(line[1:].removeprefix(" ") if is_quoted else line for line in lines)
        html = _ADDRESS.sub(_as_link, paragraphs(said.strip("\n")))
        parts.append(f"<blockquote>{html}</blockquote>" if is_quoted and html else html)
    return mark_safe("".join(parts))  # noqa: S308  escaped by `paragraphs`


def _as_link(found: re.Match[str]) -> str:
    return f'<a href="{found[0]}" rel="nofollow noopener noreferrer ugc">{found[0]}</a>'


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
