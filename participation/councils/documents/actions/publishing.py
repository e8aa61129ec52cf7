"""What a coordinator shows to everybody, and takes back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.events import record
from participation.councils.documents import events
from participation.councils.documents.actions.locking import lock
from participation.councils.documents.models import Document, DocumentVersion
from participation.councils.errors import Refused


@transaction.atomic
def publish_document(document: Document, *, actor: Any) -> DocumentVersion:
    """Make the last version of a document public; those before stay as they are.

    A version added later is private until it is published in its turn. Raises Refused when every
    version was withdrawn.
    """
    lock(document.council_id)
    version: DocumentVersion | None = document.versions.kept().order_by("-number").first()
    if version is None:
        raise Refused(_("Ce document n’a plus de fichier. Ajoutez une version, puis publiez-la."))
    if version.is_public:
        return version
    version.published_at, version.published_by = now(), actor
    version.save(update_fields=["published_at", "published_by"])
    event = events.DocumentPublished(
        council_id=document.council_id, document_id=document.pk, version_id=version.pk
    )
    record(event, actor=actor)
    return version


@transaction.atomic
def unpublish_document(document: Document, *, actor: Any) -> Document:
    """Take every version of a document off the public page; what was downloaded stays so."""
    lock(document.council_id)
    shown = document.versions.public().order_by()
    if shown.update(published_at=None, published_by=None):
        event = events.DocumentUnpublished(council_id=document.council_id, document_id=document.pk)
        record(event, actor=actor)
    return document
