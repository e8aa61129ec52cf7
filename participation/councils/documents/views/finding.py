"""What every page of documents begins with: the row asked for, if this person may see it."""

from django.shortcuts import get_object_or_404

from participation.councils.documents import queries
from participation.councils.documents.models import Document, DocumentVersion, Folder
from participation.councils.space import Space


def find_folder(space: Space, folder_id: int) -> Folder:
    rows = queries.folders_of(space).select_related("parent__parent")
    folder: Folder = get_object_or_404(rows, pk=folder_id)
    return folder


def find_document(space: Space, document_id: int) -> Document:
    rows = queries.documents_of(space).select_related("folder__parent__parent")
    document: Document = get_object_or_404(rows, pk=document_id)
    document.council = space.council
    return document


def find_version(space: Space, document_id: int, number: int) -> DocumentVersion:
    """Find a version whose file is still there."""
    rows = queries.versions_of(space).kept()
    version: DocumentVersion = get_object_or_404(rows, document=document_id, number=number)
    version.document.council = space.council
    return version
