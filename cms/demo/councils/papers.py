"""Real files made by hand: a PDF and an ODT of a few lines, small and valid."""

import io
import zipfile
from collections.abc import Sequence
from html import escape

PAGE = 46  # lines
FONT = b"/Resources << /Font << /F1 5 0 R >> >>"
TYPE = "application/vnd.oasis.opendocument.text"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "manifest")
)


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """Write a PDF 1.4 of one page: a title, then lines of text."""
    shown = [f"BT /F1 18 Tf 60 780 Td ({_in_pdf(title)}) Tj ET"]
    for number, line in enumerate(lines[:PAGE]):
        shown.append(f"BT /F1 11 Tf 60 {745 - 16 * number} Td ({_in_pdf(line)}) Tj ET")
    content = "\n".join(shown).encode("cp1252", errors="replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % FONT,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _numbered(objects)


def _in_pdf(text: str) -> str:
    plain = text.replace("\u202f", "\u00a0")
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _numbered(objects: Sequence[bytes]) -> bytes:
    """Put objects one after the other, then the table that says where each begins."""
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % table)


def odt(title: str, lines: Sequence[str]) -> bytes:
    """Write an OpenDocument text (ISO/IEC 26300): a title, then paragraphs."""
    words = f'<text:h text:outline-level="1">{escape(title)}</text:h>'
    words += "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    parts = {
        "content.xml": f'{head}<office:document-content {NAMES} office:version="1.3">'
        f"<office:body><office:text>{words}</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": f'{head}<manifest:manifest {NAMES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", TYPE)  # first, and not compressed, as the standard asks
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
