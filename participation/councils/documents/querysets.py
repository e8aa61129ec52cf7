"""Which folders, documents and versions; whose space they belong to decides who sees them."""

from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Sum

from participation.base.text import folded
from participation.councils.querysets import PrivateQuerySet


def _versions() -> Any:
    return apps.get_model("documents", "DocumentVersion")._default_manager  # noqa: SLF001


class FolderQuerySet(PrivateQuerySet):
    """Which folders."""

    def in_folder(self, folder: Any) -> Self:
        """Those that stand in this folder; at the top when there is none."""
        return self.filter(parent=folder)


class DocumentQuerySet(PrivateQuerySet):
    """Which documents."""

    def in_folder(self, folder: Any) -> Self:
        return self.filter(folder=folder)

    def matching(self, words: list[str]) -> Self:
        """Those whose title, or a file still there, holds each word (folded)."""
        found = Q()
        for word in words:
            files = _versions().kept().filter(document=OuterRef("pk"), search_text__contains=word)
            found &= Q(search_title__contains=folded(word)) | Q(Exists(files))
        return self.filter(found)

    def public(self) -> Self:
        """Those that a coordinator published: whoever asks may read them."""
        return self.with_is_public().filter(is_public=True)

    def with_is_public(self) -> Self:
        """Add to each whether a version of it is public."""
        public = _versions().public().filter(document=OuterRef("pk"))
        return self.annotate(is_public=Exists(public))

    def newest_first(self) -> Self:
        return self.order_by("-changed_at", "-pk")


class VersionQuerySet(PrivateQuerySet):
    """Which versions."""

    council_path = "document__council"

    def kept(self) -> Self:
        """Those whose file is still there."""
        return self.filter(withdrawn_at=None)

    def public(self) -> Self:
        return self.kept().filter(published_at__isnull=False)

    def last_of_each(self) -> Self:
        """Of these, the last of each document."""
        newer = self.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))

    def weight(self) -> int:
        """How many bytes their files take."""
        weighed = self.kept().order_by().aggregate(bytes=Sum("size", default=0))
        return int(weighed["bytes"])
