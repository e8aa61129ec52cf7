"""Who may do what with a document, beside the rights that a standing gives in the whole space.

Anybody inside reads; members and animators add documents and versions; coordinators alone publish.
Documents come with `is_public` (`DocumentQuerySet.with_is_public`).
"""

from participation.base.clock import now
from participation.councils.documents.models import Document, DocumentVersion
from participation.councils.space import Space
from participation.councils.standing import may_animate, may_coordinate, may_speak


def may_arrange(space: Space, document: Document) -> bool:
    """Say who may rename, retype or move it: its author too, as long as the public does not see."""
    if document.is_public:
        return space.may(may_coordinate)
    return space.may(may_animate) or _is_own(space, document.added_by_id)


def may_delete(space: Space, document: Document) -> bool:
    """Say who may delete it: its author too, within a day. What is public is unpublished first."""
    if document.is_public:
        return False
    is_fresh = now() < document.may_be_taken_back_until
    return space.may(may_animate) or (is_fresh and _is_own(space, document.added_by_id))


def may_withdraw(space: Space, version: DocumentVersion) -> bool:
    """Say who may take the file of a version away: who added it too, unless it is public."""
    if version.is_public:
        return space.may(may_coordinate)
    return space.may(may_animate) or _is_own(space, version.added_by_id)


def _is_own(space: Space, author_id: int | None) -> bool:
    return space.may(may_speak) and author_id == space.person.pk
