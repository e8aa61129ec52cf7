"""Writing a PDF anew: who made it, when and with what stays behind."""

import io
import logging
from typing import Any

from django.core.files.base import ContentFile, File
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

# What programs note of themselves and of the author, in the whole, a page or a picture.
TELLING = ("/Metadata", "/PieceInfo", "/LastModified")
# A broken file makes the library stumble in ways of its own.
BROKEN = (PyPdfError, LookupError, ArithmeticError, RecursionError, AttributeError)
STRANGE = (TypeError, ValueError, AssertionError, NotImplementedError, OSError)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would warn of each small fault


def undressed(file: "File[Any]") -> "File[Any]":
    """Write a PDF anew: no information (author, program, dates), no XMP, no earlier versions.

    A signed PDF stays as it is, for its signature would break. So does one that is encrypted or
    that cannot be read, for nothing can be taken out of it.
    """
    file.seek(0)
    try:
        reader = PdfReader(io.BytesIO(file.read()))
        if not reader.is_encrypted and not _is_signed(reader):
            return ContentFile(_rewritten(reader))
    except (*BROKEN, *STRANGE):
        pass
    file.seek(0)
    return file


def _is_signed(reader: PdfReader) -> bool:
    form = reader.root_object.get("/AcroForm")
    fields = form.get_object() if form is not None else {}
    return bool(int(fields.get("/SigFlags", 0)) & 1)


def _rewritten(reader: PdfReader) -> bytes:
    _forget_tellers(reader)
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    writer.metadata = None
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _forget_tellers(reader: PdfReader) -> None:
    """Follow the document from its root, and cut what tells wherever it hangs."""
    met: dict[int, PdfObject] = {}
    waiting: list[Any] = [reader.root_object]
    while waiting:
        thing = waiting.pop().get_object()
        if thing is None or id(thing) in met:
            continue
        met[id(thing)] = thing
        if isinstance(thing, DictionaryObject):
            for name in TELLING:
                thing.pop(name, None)
            waiting.extend(thing.values())
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)
