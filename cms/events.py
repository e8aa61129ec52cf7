"""What happens to newsletters."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class NewsletterEvent(Event):
    subject = "page_id"
    page_id: int


class NewsletterSent(NewsletterEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class NewsletterTried(NewsletterEvent):
    """Its writer asked for a copy, to see it as its readers will."""

    account_id: int
