"""Order among documents: their title, what they are, and where they stand."""

from typing import Any

from django.db import transaction

from participation.base.events import record
from participation.base.text import one_line
from participation.councils.documents.actions.adding import title_taken
from participation.councils.documents.actions.locking import lock, unique
from participation.councils.documents.events import DocumentArranged
from participation.councils.documents.models import Document, Folder, search_form


@transaction.atomic
def arrange_document(
    document: Document, *, actor: Any, title: str, doc_type: str, folder: Folder | None
) -> Document:
    """Rename a document, say what it is, move it. Raises Refused when the title is taken there."""
    lock(document.council_id)
    document.title = one_line(title)[:150]
    document.doc_type = doc_type
    document.folder = folder
    document.search_title = search_form(document.title)
    with unique(title_taken()):
        document.save(update_fields=["title", "search_title", "doc_type", "folder"])
    event = DocumentArranged(council_id=document.council_id, document_id=document.pk)
    record(event, actor=actor)
    return document
