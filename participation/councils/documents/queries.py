"""What the pages of documents need across tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from participation.base.text import folded
from participation.councils.documents.models import Document, DocumentVersion, Folder
from participation.councils.documents.querysets import (
    DocumentQuerySet,
    FolderQuerySet,
    VersionQuerySet,
)
from participation.councils.models import Council
from participation.councils.queries import names_in
from participation.councils.space import Space

PER_PAGE = 25


@dataclass(frozen=True)
class Shelf:
    """How much room a council has for its files, and how much they take, in bytes."""

    used: int
    most: int

    @property
    def left(self) -> int:
        return max(0, self.most - self.used)


def shelf(council: Council) -> Shelf:
    """Weigh the files of a council. One query."""
    used = DocumentVersion.objects.filter(document__council=council).weight()
    return Shelf(used, council.quota_megabytes * 1_000_000)


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in the list."""

    words: str = ""
    doc_type: str = ""
    sort: str = "newest"

    @property
    def is_search(self) -> bool:
        """Whether to look everywhere, and not in one folder alone."""
        return bool(self.words or self.doc_type)


def documents_of(space: Space) -> DocumentQuerySet:
    """Give the documents of a space, each with `is_public`."""
    rows = Document.objects.visible_to(space.person).filter(council=space.council)
    return rows.with_is_public().select_related("folder")


def folders_of(space: Space) -> FolderQuerySet:
    return Folder.objects.visible_to(space.person).filter(council=space.council)


def versions_of(space: Space) -> VersionQuerySet:
    rows = DocumentVersion.objects.visible_to(space.person)
    return rows.filter(document__council=space.council).select_related("document")


def folders_in(space: Space, folder: Folder | None) -> list[Folder]:
    """Give the folders that stand in this one, each with `document_count`."""
    rows = folders_of(space).in_folder(folder).annotate(document_count=Count("documents"))
    return _within(space.council, rows.order_by("search_name", "pk"))


def every_folder(space: Space) -> list[Folder]:
    """Give all the folders as they are read: each below the one it stands in."""
    rows = folders_of(space).select_related("parent__parent")
    return sorted(_within(space.council, rows), key=lambda folder: _names(folder, "search_name"))


def path_of(folder: Folder) -> str:
    """Write where a folder stands: « Réunions › 2027 »."""
    return " › ".join(_names(folder, "name"))


def trail_to(folder: Folder | None) -> list[Folder]:
    """Give the folders from the top down to this one."""
    above: list[Folder] = []
    while folder is not None:
        above.insert(0, folder)
        folder = folder.parent
    return above


def _names(folder: Folder, field: str) -> list[str]:
    return [getattr(step, field) for step in trail_to(folder)]


def page_of_documents(
    space: Space, folder: Folder | None, asked: Asked, number: Any
) -> Page[Document]:
    """Give one page of the list: this folder's, or whatever is looked for in all of them."""
    rows = documents_of(space)
    if asked.is_search:
        rows = rows.matching(folded(asked.words).split())
        rows = rows.filter(doc_type=asked.doc_type) if asked.doc_type else rows
    else:
        rows = rows.in_folder(folder)
    rows = rows.order_by("search_title", "pk") if asked.sort == "title" else rows.newest_first()
    page = Paginator(rows, PER_PAGE).get_page(number)
    page.object_list = with_current(space.council, page.object_list)
    return page


def with_current(council: Council, rows: Iterable[Document]) -> list[Document]:
    """Give each document its `current` version, signed; three queries for all of them."""
    documents = _within(council, rows)
    kept = DocumentVersion.objects.kept().filter(document__in=documents)
    current = {version.document_id: version for version in kept.last_of_each().order_by("pk")}
    names = names_in(council, [version.added_by_id for version in current.values()])
    for document in documents:
        document.current = current.get(document.pk)
        if document.current:
            document.current.document = document
            document.current.signed = names[document.current.added_by_id]
    return documents


def history_of(document: Document) -> list[DocumentVersion]:
    """Give every version, the last first, each with the names of who added or withdrew it."""
    versions = list(document.versions.order_by("-number"))
    ids = {version.added_by_id for version in versions}
    names = names_in(document.council, ids | {version.withdrawn_by_id for version in versions})
    for version in versions:
        version.document = document
        version.signed = names[version.added_by_id]
        version.withdrawn_name = names[version.withdrawn_by_id]
    return versions


def added_since(space: Space, since: datetime, most: int) -> list[DocumentVersion]:
    """Give the versions that others added since, the last first, signed."""
    others = ~Q(added_by=space.person.pk) | Q(added_by=None)
    rows = versions_of(space).kept().filter(others, added_at__gt=since)
    versions = list(rows.order_by("-added_at", "-pk")[:most])
    names = names_in(space.council, [version.added_by_id for version in versions])
    for version in versions:
        version.document.council = space.council
        version.signed = names[version.added_by_id]
    return versions


def public_documents(council: Council) -> DocumentQuerySet:
    """Give what a council shows to everybody; rows of a private space, so only these."""
    return Document.objects.public().filter(council=council)


def with_public_version(council: Council, rows: Iterable[Document]) -> list[Document]:
    """Give each public document, as `current`, the last version that anybody may read."""
    documents = _within(council, rows)
    public = DocumentVersion.objects.public().filter(document__in=documents).last_of_each()
    current = {version.document_id: version for version in public.order_by("pk")}
    for document in documents:
        document.current = current[document.pk]
        document.current.document = document
    return documents


def _within(council: Council, rows: Iterable[Any]) -> list[Any]:
    """Put the council that we have on each row, so that no address asks for it again."""
    found = list(rows)
    for row in found:
        row.council = council
    return found
