"""What happens to the documents of a council."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class FolderEvent(Event):
    subject = "folder_id"
    council_id: int
    folder_id: int


@dataclass(frozen=True, kw_only=True)
class FolderMade(FolderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class FolderRenamed(FolderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class FolderDeleted(FolderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DocumentEvent(Event):
    subject = "document_id"
    council_id: int
    document_id: int


@dataclass(frozen=True, kw_only=True)
class DocumentAdded(DocumentEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DocumentArranged(DocumentEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DocumentVersionAdded(DocumentEvent):
    version_id: int


@dataclass(frozen=True, kw_only=True)
class DocumentVersionWithdrawn(DocumentEvent):
    version_id: int


@dataclass(frozen=True, kw_only=True)
class DocumentPublished(DocumentEvent):
    version_id: int


@dataclass(frozen=True, kw_only=True)
class DocumentUnpublished(DocumentEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DocumentDeleted(DocumentEvent):
    pass
