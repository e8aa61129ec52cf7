import io
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from participation.base import packages
from participation.base.filekinds import OFFICE, PDF, PICTURES, TEXTS
from participation.base.uploads import (
    MOST_IN_A_REQUEST,
    Admitted,
    CleanFile,
    RequestCap,
    cleaned,
    tidy_name,
    weight,
)
from tests.participation.base.packages import archive, opendocument, word

ADMITTED = Admitted((*PICTURES, PDF, *OFFICE, *TEXTS), 1_000_000, "Choisissez-en un autre.")


def sent(name: str, content: bytes) -> CleanFile:
    return cleaned(SimpleUploadedFile(name, content, "image/png"), ADMITTED)


def refused(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as error:
        sent(name, content)
    return str(error.value.code)


def picture(form: str = "JPEG", **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(written, format=form, **options)
    return written.getvalue()


def located() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = "Chez Colette"
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    return exif


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_what_it_tells_about_place_and_person(form: str) -> None:
    clean = sent("ma place.JPG", picture(form, exif=located()) + b"<script>Colette</script>")
    content = clean.file.read()
    drawn = Image.open(io.BytesIO(content))
    assert dict(drawn.getexif()) == {}
    assert dict(drawn.getexif().get_ifd(0x8825)) == {}
    assert b"Colette" not in content
    assert (drawn.format, drawn.size) == (form, (20, 40))
    assert (clean.name, clean.size) == (f"ma place{clean.kind.suffix}", len(content))


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("plan.jpg", b"%PDF-1.7 ...", "plan.pdf"),
        ("budget.pdf", opendocument("spreadsheet"), "budget.ods"),
        ("compte rendu.odt", opendocument("text"), "compte rendu.odt"),
        ("exposé.zip", opendocument("presentation"), "exposé.odp"),
        ("lettre.docx", word(), "lettre.docx"),
        ("Notes.TXT", "Réunion du 3 mars\r\n\tprésents : 12".encode("cp1252"), "Notes.txt"),
        ("adresses.csv", "nom;rue\nÉlise;des Tilleuls".encode(), "adresses.csv"),
        ("photo.png", picture("JPEG"), "photo.jpg"),
    ],
)
def test_a_file_is_known_by_its_content_and_not_by_its_name(
    name: str, content: bytes, kept: str
) -> None:
    assert sent(name, content).name == kept


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("photo.png", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.html", b"<!DOCTYPE html><p>Bonjour"),
        ("rapport.pdf.exe", b"MZ\x90\x00"),
        ("rapport.pdf", b"MZ\x90\x00"),
        ("photo.gif", b"GIF89a"),
        ("photo.jpg", picture()[:60]),
        ("photo.jpg", b"\xff\xd8\xff<script>alert(1)</script>"),
        ("notes.txt", b"des mots\x00 et un octet nul"),
        ("notes.txt", b"\x7fELF\x02\x01"),
        ("archive.docx", archive({"mot.txt": b"rien"})),
        ("archive.zip", archive({"word/document.xml": b"", "a.txt": b""})),
        ("collé.odt", b"<script>1</script>" + opendocument("text")),
        ("suivi.odt", opendocument("text") + b"<script>1</script>"),
        ("suivi.odt", opendocument("text") + archive({"a.class": b"jar"})),
        ("modèle.odt", opendocument("text-template")),
        ("cassé.odt", opendocument("text")[:40]),
    ],
)
def test_what_only_pretends_is_refused(name: str, content: bytes) -> None:
    assert refused(name, content) == "type"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_two_programs_would_read_differently_is_refused() -> None:
    assert refused("double.odt", opendocument("text", ("content.xml", b"encore"))) == "type"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lettre.docm", word(kind="macroEnabled")),
        ("lettre.docx", word(("word/vbaProject.bin", b"\xd0\xcf"))),
        ("lettre.docx", word(("word/VBADATA.XML", b"<x/>"))),
        ("lettre.odt", opendocument("text", ("Basic/Standard/Module1.xml", b"<x/>"))),
        ("lettre.odt", opendocument("text", ("Scripts/python/a.py", b"import os"))),
    ],
)
def test_an_office_document_with_programs_inside_is_refused(name: str, content: bytes) -> None:
    assert refused(name, content) == "macros"


def test_an_empty_library_of_macros_is_no_macro() -> None:
    parts = [(f"Basic/{part}.xml", b"<x/>") for part in ("script-lc", "Standard/script-lb")]
    assert sent("lettre.odt", opendocument("text", *parts)).kind.suffix == ".odt"


def test_a_small_archive_that_would_fill_the_disk_is_refused_unopened(monkeypatch: Any) -> None:
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(packages, "MOST_PARTS", 50)
    swelling = opendocument("text", ("styles.xml", b"0" * 1_000_000))
    assert len(swelling) < 2_000
    assert refused("petit.odt", swelling) == "bomb"
    crumbs = [(f"Pictures/{number}.png", b"") for number in range(50)]
    assert refused("miettes.odt", opendocument("text", *crumbs)) == "bomb"


def test_a_list_of_parts_that_swells_is_read_in_part_only(monkeypatch: Any) -> None:
    read: list[int] = []
    original = zipfile.ZipExtFile.read

    def counting(part: zipfile.ZipExtFile, n: int = -1) -> bytes:
        content = original(part, n)
        read.append(len(content))
        return content

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counting)
    parts = {"[Content_Types].xml": b" " * 50_000_000, "word/document.xml": b"<x/>"}
    assert refused("lettre.docx", archive(parts)) == "type"
    assert max(read) <= 1_000_000


def test_an_empty_file_and_a_large_one_are_refused() -> None:
    assert refused("vide.pdf", b"") == "empty"
    assert refused("lourd.pdf", b"%PDF-" + b"0" * 1_000_000) == "too_large"


def test_a_large_picture_is_refused_before_it_is_unpacked() -> None:
    written = io.BytesIO()
    Image.new("1", (8_000, 8_000)).save(written, "PNG")
    assert refused("plan.png", written.getvalue()) == "too_many_pixels"


def test_a_big_document_stays_on_the_disk() -> None:
    with TemporaryUploadedFile("gros.pdf", "application/pdf", 9, None) as upload:
        upload.write(b"%PDF-1.7\n")
        upload.seek(0)
        clean = cleaned(upload, ADMITTED)
        assert clean.file is upload
        assert clean.sha256 == sha256(b"%PDF-1.7\n").hexdigest()
        assert Path(upload.temporary_file_path()).read_bytes() == clean.file.read()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Temp\\photo.exe.jpg", "photo.exe.jpg"),
        ("\u202egnp.exe", "gnp.jpg"),
        ("a\x00b\nc.jpg", "ab c.jpg"),
        ("", "fichier.jpg"),
        ("..", "fichier.jpg"),
        ('<img src="x">.png', "img src=x.jpg"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert tidy_name(given, ".jpg") == kept


def test_a_form_offers_first_what_it_takes() -> None:
    admitted = Admitted((*PICTURES[:1], PDF, *TEXTS), 1, "")
    assert admitted.accept == "image/jpeg,.pdf,.txt,.csv"


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "0\u00a0ko"),
        (1, "1\u00a0ko"),
        (678_400, "678\u00a0ko"),
        (2_440_000, "2,4\u00a0Mo"),
        (20e6, "20\u00a0Mo"),
    ],
)
def test_a_weight_is_said_as_people_read_it(size: int, told: str) -> None:
    assert weight(size) == told


def test_a_request_that_would_fill_the_disk_is_refused_before_it_is_written() -> None:
    cap = RequestCap()
    cap.handle_raw_input(io.BytesIO(), {}, MOST_IN_A_REQUEST, "x")
    with pytest.raises(RequestDataTooBig):
        cap.handle_raw_input(io.BytesIO(), {}, MOST_IN_A_REQUEST + 1, "x")
