"""A batch of letters on paper: one page for each person, its address where windows show it."""

from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from participation.base.codes import absolute
from participation.notifications.models import Notice, PrintBatch, Subscriber

MOST_ON_A_PAGE = 12


@dataclass
class PaperLetter:
    """What one person is told by post: a page."""

    to: Subscriber
    notices: list[Notice] = field(default_factory=list)

    @property
    def shown(self) -> list[Notice]:
        """What fits on one page, the latest first."""
        return self.notices[:MOST_ON_A_PAGE]

    @property
    def more(self) -> int:
        return len(self.notices) - len(self.shown)


def letters_of(batch: PrintBatch) -> list[PaperLetter]:
    """Give the letters of a batch, in order of name."""
    found: dict[int, PaperLetter] = {}
    rows = batch.notices.select_related("subscriber").order_by("subscriber__name", "-at", "-pk")
    for notice in rows:
        assert notice.subscriber is not None
        letter = found.setdefault(notice.subscriber.pk, PaperLetter(notice.subscriber))
        letter.notices.append(notice)
    return list(found.values())


def as_page(batch: PrintBatch) -> str:
    """Write the batch as a page to print from a browser."""
    context = {
        "batch": batch,
        "letters": letters_of(batch),
        "site_name": settings.SITE_NAME,
        "site_url": absolute("/"),
        "help_phone": settings.HELP_PHONE,
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    return render_to_string("letters/post.html", context)


@cache
def pdf_maker() -> ModuleType | None:
    """Give WeasyPrint, or nothing where it or the libraries it draws with are not installed."""
    try:
        import weasyprint  # heavy, and optional: only who prints pays for it
    except (ImportError, OSError):
        return None
    return weasyprint  # type: ignore[no-any-return]


def as_pdf(batch: PrintBatch, maker: ModuleType) -> bytes:
    """Write the batch as a tagged PDF; nothing is fetched from anywhere."""
    document = maker.HTML(string=as_page(batch), url_fetcher=_fetch_nothing)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _fetch_nothing(url: str) -> None:
    raise ValueError(url)
