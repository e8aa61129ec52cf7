"""One at a time: whatever changes the documents of a council takes the same lock first."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participation.base.databases import for_update
from participation.base.uploads import weight
from participation.councils.documents.queries import shelf
from participation.councils.errors import Refused
from participation.councils.models import Council


def lock(council_id: int) -> Council:
    """Hold the council's row until the transaction ends: numbers and room are counted alone."""
    council: Council = for_update(Council.objects.filter(pk=council_id)).get()
    return council


def make_room(council: Council, size: int) -> None:
    """Check, under the lock, that a file of so many bytes still fits. Raises Refused."""
    room = shelf(council)
    if size > room.left:
        raise Refused(
            _(
                "Il reste %(left)s sur %(most)s, et ce fichier pèse %(size)s. "
                "Retirez d’anciennes versions, puis recommencez."
            )
            % {"left": weight(room.left), "most": weight(room.most), "size": weight(size)}
        )


@contextmanager
def unique(refusal: str) -> Iterator[None]:
    """Turn a constraint of the database into a sentence for the person who tried."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused(refusal) from None
