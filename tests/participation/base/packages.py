"""Office documents made small, sound or not, for those who look into them."""

import io
import zipfile

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

ALWAYS = (2026, 1, 1, 0, 0, 0)  # the same bytes in each process that collects the tests


def archive(parts: dict[str, bytes], *more: tuple[str, bytes]) -> bytes:
    """Pack these parts, in this order; the first as it is, the others pressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in [*parts.items(), *more]:
            is_first = name == "mimetype"
            method = zipfile.ZIP_STORED if is_first else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, ALWAYS)
            package.writestr(entry, content, compress_type=method)
    return written.getvalue()


def opendocument(kind: str, *more: tuple[str, bytes]) -> bytes:
    """Make an OpenDocument file of this kind: `text`, `spreadsheet`, `presentation`."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": mimetype, "content.xml": b"<x/>"}, *more)


def word(*more: tuple[str, bytes], kind: str = "") -> bytes:
    """Make a DOCX file; `kind="macroEnabled"` makes it say that it may hold macros."""
    says = "application/vnd.ms-word.document.macroEnabled" if kind else f"{OFFICE}.document"
    types = f'<Types><Override PartName="/a" ContentType="{says}.main+xml"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), "word/document.xml": b"<x/>"}, *more)
