"""The documents of a council: folders, versions, and what is public."""

from collections.abc import Callable, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

from cms.demo.councils.lived import LivedCouncil
from cms.demo.councils.papers import odt, pdf
from cms.demo.reading import Told
from participation.base.uploads import CleanFile, cleaned
from participation.councils.documents import actions as documents
from participation.councils.documents.choices import ADMITTED
from participation.councils.documents.models import Document

MAKE: dict[str, Callable[[str, Sequence[str]], bytes]] = {"pdf": pdf, "odt": odt}


def keep_documents(life: LivedCouncil) -> dict[str, Document]:
    """Add each document, version after version; give those that have a key."""
    kept = {}
    for told in life.told["documents"]:
        document = _keep(life, told)
        kept[told.get("key", told["title"])] = document
    return kept


def _keep(life: LivedCouncil, told: Told) -> Document:
    first, *others = told["versions"]
    actor = life.accounts[first["who"]]
    with life.at(first["at"]):
        folder = (
            documents.make_folder(life.council, actor=actor, name=told["folder"])
            if "folder" in told
            else None
        )
        document = documents.add_document(
            life.council,
            actor=actor,
            title=told["title"],
            upload=_file(told, first),
            doc_type=told.get("type", "other"),
            folder=folder,
            note=first.get("note", ""),
        )
    for row in others:
        with life.at(row["at"]):
            upload = _file(told, row)
            documents.add_version(
                document, actor=life.accounts[row["who"]], upload=upload, note=row.get("note", "")
            )
    if "published" in told:
        with life.at(told["published"]["at"]):
            actor = life.accounts[told["published"]["who"]]
            documents.publish_document(document, actor=actor)
    return document


def _file(told: Told, row: Told) -> CleanFile:
    kind = told["kind"]
    content = MAKE[kind](told["title"], row["text"])
    upload = SimpleUploadedFile(f"{told['file']}.{kind}", content)
    return cleaned(upload, ADMITTED)
