import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from participation.base.filekinds import PDF
from participation.base.uploads import Admitted, CleanFile, cleaned

ADMITTED = Admitted((PDF,), 1_000_000, "Choisissez-en un autre.")


def sent(content: bytes) -> CleanFile:
    return cleaned(SimpleUploadedFile("plan.pdf", content), ADMITTED)


def made() -> PdfWriter:
    """A page that says in four places who wrote it."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 100)
    writer.add_metadata({"/Author": "Colette", "/Creator": "Ordinateur de Colette"})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet())
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Colette"): NumberObject(1)})
    drawing = packet()
    drawing[NameObject("/Metadata")] = writer._add_object(packet())
    drawing.set_data(b"un dessin")
    drawings = DictionaryObject({NameObject("/Im0"): writer._add_object(drawing)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawings})
    return writer


def packet() -> StreamObject:
    stream = StreamObject()
    stream.set_data(b"<x:xmpmeta>Colette</x:xmpmeta>")
    return stream


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_pdf_loses_what_it_tells_about_its_author() -> None:
    content = written(made())
    assert content.count(b"Colette") == 5
    clean = sent(content)
    kept = clean.file.read()
    assert b"Colette" not in kept
    assert b"un dessin" in kept
    reader = PdfReader(io.BytesIO(kept))
    assert (reader.metadata, reader.xmp_metadata) == (None, None)
    assert [page.mediabox.width for page in reader.pages] == [200]
    assert clean.size == len(kept)


def test_an_earlier_version_of_a_pdf_is_left_behind() -> None:
    first = written(made())
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    writer.add_metadata({"/Author": "Un autre nom"})
    content = written(writer)
    assert content.startswith(first)
    kept = sent(content).file.read()
    assert b"Colette" not in kept
    assert b"Un autre nom" not in kept


def test_a_signed_pdf_keeps_its_signature() -> None:
    writer = made()
    form = DictionaryObject({NameObject("/SigFlags"): NumberObject(3)})
    writer.root_object[NameObject("/AcroForm")] = form
    content = written(writer)
    assert sent(content).file.read() == content


def test_an_encrypted_pdf_stays_closed() -> None:
    writer = made()
    writer.encrypt("secret", algorithm="RC4-128")
    content = written(writer)
    assert sent(content).file.read() == content


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        written(made())[:-60],
        written(made()).replace(b"/Pages", b"/Pagas"),
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ],
)
def test_a_broken_pdf_does_no_harm(content: bytes) -> None:
    assert sent(content).kind == PDF
