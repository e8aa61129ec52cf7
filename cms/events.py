"""What happens to newsletters, and what readers say of pages."""

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


@dataclass(frozen=True, kw_only=True)
class PageJudged(Event):
    """A reader said whether a page is clear; nothing says who."""

    subject = "note_id"
    note_id: int


class PageFoundClear(PageJudged):
    pass


class PageFoundUnclear(PageJudged):
    pass
