"""What documents tell of themselves to the rest of the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.councils.documents import actions, queries
from participation.councils.documents.choices import DocumentType
from participation.councils.documents.models import Document, DocumentVersion
from participation.councils.models import Council
from participation.councils.registry import Found, News, Panel, Room
from participation.councils.space import Space

MOST = 50
MOST_SHOWN = 5


class DocumentsRoom(Room):
    name = "documents"
    label = gettext_lazy("Documents")
    hint = gettext_lazy("Lisez et déposez les documents du conseil.")
    rank = 30

    def url(self, council: Council) -> str:
        return reverse("documents:top", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        return [
            News(
                at=version.added_at,
                text=_told(version),
                url=version.document.get_absolute_url(),
                by=version.signed,
            )
            for version in queries.added_since(space, since, MOST)
        ]

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        rows = queries.documents_of(space).matching(words).newest_first()[:MOST]
        return [
            Found(
                title=document.title,
                excerpt=_excerpt(document),
                url=document.get_absolute_url(),
                at=document.changed_at,
            )
            for document in queries.with_current(space.council, rows)
        ]

    def panel(self, council: Council) -> Panel | None:
        """The brochure first, then the last minutes, or else the latest; the others further."""
        rows = queries.public_documents(council).newest_first()
        brochures = rows.filter(doc_type=DocumentType.BROCHURE)[:1]
        minutes = rows.filter(doc_type=DocumentType.MINUTES)[:MOST_SHOWN]
        chosen = [*brochures, *minutes] or list(rows[:MOST_SHOWN])
        if not chosen:
            return None
        shown = queries.with_public_version(council, chosen)
        return Panel("documents/_panel.html", {"council": council, "documents": shown})

    def personal_data(self, account: Any) -> Any:
        """What a person added or withdrew: their own words, and no title: it is the council's."""
        documents = Document.objects.filter(added_by=account)
        versions = DocumentVersion.objects.filter(added_by=account)
        withdrawn = DocumentVersion.objects.filter(withdrawn_by=account)
        named = ("document__council__name", "document_id", "number")
        held = {
            "added": list(documents.order_by("pk").values("council__name", "pk", "added_at")),
            "versions": list(versions.order_by("pk").values(*named, "name", "note", "added_at")),
            "withdrawn": list(
                withdrawn.order_by("pk").values(*named, "withdrawal_reason", "withdrawn_at")
            ),
        }
        return held if any(held.values()) else None

    def forget(self, account: Any) -> None:
        actions.forget_author(account)

    def tidy(self) -> int:
        return actions.sweep_orphans()


def _told(version: DocumentVersion) -> str:
    words = {"title": version.document.title, "number": version.number}
    if version.number == 1:
        return _("Nouveau document : %(title)s") % words
    return _("%(title)s : version %(number)d") % words


def _excerpt(document: Document) -> str:
    if document.current is None:
        return _("Aucun fichier : toutes ses versions ont été retirées.")
    return " – ".join(filter(None, [document.current.name, document.current.note]))


room = DocumentsRoom()
