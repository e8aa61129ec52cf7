"""Documents and versions that members add."""

from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line
from participation.base.uploads import CleanFile
from participation.councils.documents import events
from participation.councils.documents.actions.locking import lock, make_room, unique
from participation.councils.documents.choices import DocumentType
from participation.councils.documents.models import (
    Document,
    DocumentVersion,
    Folder,
    search_form,
)
from participation.councils.models import Council


def title_taken() -> str:
    return _(
        "Un document porte déjà ce titre à cet endroit. "
        "Changez le titre, ou ajoutez-lui une nouvelle version."
    )


@transaction.atomic
def add_document(
    council: Council,
    *,
    actor: Any,
    title: str,
    upload: CleanFile,
    doc_type: str = DocumentType.OTHER,
    folder: Folder | None = None,
    note: str = "",
) -> Document:
    """Keep a file as the first version of a new document; without a title, the file's name is.

    The same file sent twice by the same person, under one title, is one document. Raises Refused
    when another document of the folder has that title, or when the council's room is full.
    """
    council = lock(council.pk)
    title = one_line(title)[:150] or PurePosixPath(upload.name).stem
    same = Document.objects.filter(council=council, folder=folder, search_title=search_form(title))
    sent_already: Document | None = same.filter(
        added_by=actor, versions__sha256=upload.sha256
    ).first()
    if sent_already is not None:
        return sent_already
    document = Document(
        council=council,
        folder=folder,
        title=title,
        search_title=search_form(title),
        doc_type=doc_type,
        added_by=actor,
        added_at=now(),
    )
    with unique(title_taken()):
        document.save()
    _keep(document, upload, note=note, actor=actor)
    event = events.DocumentAdded(council_id=council.pk, document_id=document.pk)
    record(event, actor=actor)
    return document


@transaction.atomic
def add_version(
    document: Document, *, actor: Any, upload: CleanFile, note: str = ""
) -> DocumentVersion:
    """Keep a file as the next version of a document; the others stay.

    Two people who send at once both get a number. A file that is the last version already adds
    none. Raises Refused when the council's room is full.
    """
    document.council = lock(document.council_id)
    last: DocumentVersion | None = document.versions.kept().order_by("-number").first()
    if last is not None and last.sha256 == upload.sha256:
        return last
    version = _keep(document, upload, note=note, actor=actor)
    event = events.DocumentVersionAdded(
        council_id=document.council_id, document_id=document.pk, version_id=version.pk
    )
    record(event, actor=actor)
    return version


def _keep(document: Document, upload: CleanFile, *, note: str, actor: Any) -> DocumentVersion:
    """Store the file and its row, under the next number."""
    make_room(document.council, upload.size)
    highest = document.versions.aggregate(number=Max("number"))["number"]
    version = DocumentVersion(
        document=document,
        number=(highest or 0) + 1,
        name=upload.name,
        size=upload.size,
        sha256=upload.sha256,
        content_type=upload.kind.content_type,
        note=one_line(note)[:300],
        search_text=search_form(f"{upload.name} {note}"),
        added_by=actor,
        added_at=now(),
    )
    version.file.save(upload.name, upload.file, save=False)
    version.save()
    document.changed_at = version.added_at
    document.save(update_fields=["changed_at"])
    return version
