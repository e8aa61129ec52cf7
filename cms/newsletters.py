"""The words of a newsletter, as a mail says them: a page, and the same as text."""

import re
from html import unescape
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.rich_text import expand_db_html

from cms.events import NewsletterSent, NewsletterTried
from cms.models import NewsletterPage
from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.notifications.actions import News, tell, write_letter
from participation.notifications.composing import Words, writes_alone
from participation.notifications.kinds import Category, NoticeKind, declare
from participation.notifications.models import Notice

declare(
    NoticeKind("newsletter", Category.NEWSLETTERS, gettext_lazy("La lettre d’un organisme public")),
    NoticeKind("newsletter_tried", Category.ESSENTIAL, gettext_lazy("Essai d’une lettre")),
)


@listen(NewsletterSent)
def send(heard: Heard) -> None:
    """Tell everyone who follows the body, or a theme or territory of the letter; each once."""
    page = NewsletterPage.objects.filter(pk=heard.event.page_id, live=True).first()
    if page is not None:
        news = News(page.title, page.url, page.lede)
        tell(heard.entry_id, "newsletter", news, topics=page.topics)


@listen(NewsletterTried)
def send_copy(heard: Heard) -> None:
    """Send a copy to its writer, of what was last saved, published or not."""
    page = NewsletterPage.objects.get(pk=heard.event.page_id)
    page = page.get_latest_revision_as_object()
    account = Account.objects.get(pk=heard.event.account_id)
    write_letter(
        entry_id=heard.entry_id,
        to=account.email,
        kind="newsletter_tried",
        subject=_("Essai : %(title)s") % {"title": page.title},
        context=said(page),
    )


@writes_alone("newsletter")
def write(notice: Notice, context: dict[str, Any]) -> Words | None:
    """Write the mail of a newsletter; nothing once it is taken off the site."""
    page_id = notice.entry.payload["page_id"]
    page = NewsletterPage.objects.filter(pk=page_id, live=True).first()
    if page is None:
        return None
    context = {**context, **said(page), "subject": page.title}
    return Words(
        page.title,
        render_to_string("letters/newsletter.txt", context),
        render_to_string("letters/newsletter.html", context),
    )


def said(page: NewsletterPage) -> dict[str, Any]:
    """Give what the templates of a newsletter accept."""
    return {
        "newsletter": page,
        "public_body": page.public_body,
        "page_url": absolute(page.url or "/"),
        "parts": [_part(block) for block in page.body],
    }


def _part(block: Any) -> dict[str, str]:
    if block.block_type == "heading":
        return {"kind": "heading", "text": str(block.value)}
    if block.block_type == "quote":
        author = block.value.get("author") or ""
        return {"kind": "quote", "text": block.value["text"], "author": author}
    html = absolute_links(expand_db_html(block.value.source))
    return {"kind": "text", "html": html, "text": as_text(html)}


def absolute_links(html: str) -> str:
    """Let the links of a page lead to the site from anywhere."""
    return html.replace('href="/', f'href="{settings.SITE_URL}/')


def as_text(html: str) -> str:
    """Say a few paragraphs of HTML in plain text, each link after its words."""
    html = re.sub(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', r"\2 (\1)", html, flags=re.DOTALL)
    html = re.sub(r"<li[^>]*>", "- ", html)
    html = re.sub(r"</(p|li|ul|ol|h\d)>|<br/?>", "\n", html)
    lines = [line.strip() for line in unescape(strip_tags(html)).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
