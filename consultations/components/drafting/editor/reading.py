"""Reading articles out of Markdown or a Word file: each heading opens one."""

import re
from html.parser import HTMLParser
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from consultations.components.drafting.actions.editing import Piece
from participation.base.text import one_line, plain

LARGEST = 2_000_000
LARGEST_UNPACKED = 30_000_000
LONGEST_TITLE = 200
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "li", "blockquote", "tr", "pre"}
_NUMBERED = re.compile(r"^article\s+(\d+|premier|1er)\s*[.:–—-]*\s*", re.IGNORECASE)


class Unreadable(Exception):
    """A file no articles can be read from; its message is for whoever sent it."""


def from_file(name: str, content: bytes) -> list[Piece]:
    """Read the articles of a .docx or .md file; raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(_("Ce fichier dépasse 2 Mo. Enlevez ses images, puis recommencez."))
    if name.lower().endswith(".docx"):
        return _found(_word_to_html(content))
    if name.lower().endswith((".md", ".markdown", ".txt")):
        try:
            return from_markdown(content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise Unreadable(_("Enregistrez ce fichier en UTF-8, puis recommencez.")) from error
    raise Unreadable(_("Choisissez un fichier .docx ou .md."))


def from_markdown(text: str) -> list[Piece]:
    """Read the articles of a text in Markdown; raises Unreadable."""
    return _found(MarkdownIt("commonmark", {"html": False}).render(text))


def _word_to_html(content: bytes) -> str:
    import mammoth

    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(file.file_size for file in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable(_("Ce fichier est trop lourd une fois ouvert."))
        html: str = mammoth.convert_to_html(BytesIO(content)).value
    except (BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(_("Ce fichier .docx ne s’ouvre pas. Enregistrez-le à nouveau.")) from error
    return html


def _found(html: str) -> list[Piece]:
    reader = _Reader()
    reader.feed(html)
    pieces = reader.pieces()
    if not pieces:
        raise Unreadable(_("Aucun article trouvé. Écrivez au moins un paragraphe."))
    return pieces


class _Reader(HTMLParser):
    """Headings and paragraphs in a row. A heading with nothing below it introduces the next."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, str]] = []
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS | BLOCKS:
            self._end("")
        elif tag == "br":
            self._said.append("\n")
        elif tag == "td":
            self._said.append(" ")
        if tag == "li":
            self._said.append("– ")

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS | BLOCKS:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def _end(self, tag: str) -> None:
        text = plain("".join(self._said))
        if text == "–" and tag == "":  # a paragraph opens inside a list's item
            return
        self._said = []
        if text:
            is_heading = tag in HEADINGS or (len(text) < 80 and _NUMBERED.match(text) is not None)
            self._rows.append(("heading" if is_heading else "text", text))

    def pieces(self) -> list[Piece]:
        self._end("")
        made: list[tuple[list[str], list[str]]] = []
        for kind, text in self._rows:
            if kind == "text" and not made:
                made.append(([], []))
            if kind == "text":
                made[-1][1].append(text)
            elif made and not made[-1][1] and len(made) > 1:
                made[-1][0].append(text)
            elif made and not made[-1][1]:  # the title of the whole file
                made[-1] = ([text], [])
            else:
                made.append(([text], []))
        return [Piece(_title(titles), "\n\n".join(body)) for titles, body in made if body]


def _title(titles: list[str]) -> str:
    whole = " – ".join(filter(None, (_NUMBERED.sub("", one_line(title)) for title in titles)))
    return whole[:LONGEST_TITLE]
