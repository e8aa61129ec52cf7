"""What changes the documents of a council."""

from participation.councils.documents.actions.adding import add_document, add_version
from participation.councils.documents.actions.arranging import arrange_document
from participation.councils.documents.actions.folders import (
    delete_folder,
    make_folder,
    rename_folder,
)
from participation.councils.documents.actions.publishing import (
    publish_document,
    unpublish_document,
)
from participation.councils.documents.actions.removing import (
    delete_document,
    forget_author,
    sweep_orphans,
    withdraw_version,
)

__all__ = [
    "add_document",
    "add_version",
    "arrange_document",
    "delete_document",
    "delete_folder",
    "forget_author",
    "make_folder",
    "publish_document",
    "rename_folder",
    "sweep_orphans",
    "unpublish_document",
    "withdraw_version",
]
