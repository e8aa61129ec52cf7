"""What goes: a version's file, a document, a person's name, and files that no row knows."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.documents import events
from participation.councils.documents.actions.locking import lock
from participation.councils.documents.models import Document, DocumentVersion, private_storage
from participation.councils.errors import Refused

ORPHAN_AFTER = timedelta(days=1)


@transaction.atomic
def withdraw_version(version: DocumentVersion, *, actor: Any, reason: str) -> DocumentVersion:
    """Take the file of a version away, for a reason that stays in the history. Once is enough."""
    lock(version.document.council_id)
    version.refresh_from_db()
    if not version.is_kept:
        return version
    _delete_file_later(str(version.file.name))
    version.file = ""
    version.published_at = version.published_by = None
    version.withdrawn_at, version.withdrawn_by = now(), actor
    version.withdrawal_reason = one_line(reason)[:300]
    version.save()
    event = events.DocumentVersionWithdrawn(
        council_id=version.document.council_id,
        document_id=version.document_id,
        version_id=version.pk,
    )
    record(event, actor=actor)
    return version


@transaction.atomic
def delete_document(document: Document, *, actor: Any) -> None:
    """Delete a document with all its versions; the files go once that is certain.

    Raises Refused while it is public, and when another part of the space leans on it.
    """
    lock(document.council_id)
    if document.versions.public().exists():
        raise Refused(_("Ce document est public. Retirez-le d’abord de la page publique."))
    names = list(document.versions.kept().order_by("number").values_list("file", flat=True))
    event = events.DocumentDeleted(council_id=document.council_id, document_id=document.pk)
    record(event, actor=actor)
    try:
        document.delete()
    except ProtectedError:
        raise Refused(
            _("Ce document sert ailleurs, dans une réunion par exemple. Il doit rester.")
        ) from None
    for name in names:
        _delete_file_later(name)


def _delete_file_later(name: str) -> None:
    transaction.on_commit(partial(private_storage().delete, name))


@transaction.atomic
def forget_author(account: Any) -> None:
    """Take a person's name off what they added, published or withdrew.

    The documents stay: they are the council's (GDPR art. 17-3-d, archives of public interest, and
    the work of the others). A repeat finds nothing more.
    """
    Document.objects.filter(added_by=account).update(added_by=None)
    for role in ("added_by", "published_by", "withdrawn_by"):
        DocumentVersion.objects.filter(**{role: account}).update(**{role: None})


def sweep_orphans() -> int:
    """Delete, once a day, the files that no row has known for a day; say how many.

    They come from transactions that were undone after the file was written.
    """
    if not cache.add("documents:swept", 1, timeout=ORPHAN_AFTER.total_seconds()):
        return 0
    storage = private_storage()
    councils = storage.listdir("councils")[0] if storage.exists("councils") else []
    return sum(_sweep(f"councils/{council}/documents") for council in councils)


def _sweep(folder: str) -> int:
    storage = private_storage()
    if not storage.exists(folder):
        return 0
    found = {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
    rows = DocumentVersion.objects.filter(file__startswith=f"{folder}/").order_by("pk")
    unknown = found - set(rows.values_list("file", flat=True))
    orphans = [name for name in unknown if storage.get_modified_time(name) < now() - ORPHAN_AFTER]
    for name in orphans:
        storage.delete(name)
    return len(orphans)
