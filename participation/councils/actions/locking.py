"""One change at a time to who sits in a council: whoever comes second sees what the first did."""

from participation.base.databases import for_update
from participation.councils.models import Council


def lock(council: Council) -> None:
    """Hold the council's row until the transaction ends; call it before changing any mandate."""
    for_update(Council.objects.filter(pk=council.pk).order_by()).get()
