"""Writing an article: one at a time, under a lock that ends, and never over somebody's words."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations.components.drafting.actions.editing import locked
from consultations.components.drafting.events import (
    ArticleReleased,
    ArticleTaken,
    VersionWritten,
)
from consultations.components.drafting.models import (
    Amendment,
    Article,
    SharedText,
    Version,
    Wording,
)
from consultations.errors import Refused
from participation.base.clock import now
from participation.base.events import record

LASTS = timedelta(minutes=30)


class Overtaken(Refused):
    """Somebody wrote the article meanwhile: show both texts, and keep what was typed."""

    def __init__(self) -> None:
        super().__init__(
            _("Cet article a changé pendant que vous écriviez. Votre texte est gardé ci-dessous.")
        )


def refuse_adopted(text: SharedText) -> None:
    if text.is_adopted:
        raise Refused(_("Ce texte est adopté : il ne change plus."))


@transaction.atomic
def hold(article: Article, *, party: str, actor: Any) -> Article:
    """Keep an article for one person for half an hour; again by the same person prolongs it."""
    text = locked(article.shared_text)
    refuse_adopted(text)
    article = Article.objects.get(pk=article.pk)
    if article.is_held and not article.is_held_by(actor):
        raise Refused(_("Quelqu’un écrit cet article en ce moment. Revenez un peu plus tard."))
    is_new = not article.is_held
    article.held_by, article.held_party, article.held_until = actor, party, now() + LASTS
    article.save(update_fields=["held_by", "held_party", "held_until"])
    if is_new:
        step = text.step
        event = ArticleTaken(consultation_id=step.consultation_id, step_id=step.pk)
        record(event, actor=actor)
    return article


@transaction.atomic
def let_go(article: Article, *, actor: Any) -> None:
    """Free an article one holds; a second time changes nothing."""
    text = locked(article.shared_text)
    mine = Article.objects.filter(pk=article.pk, held_by=actor)
    if mine.update(held_by=None, held_party="", held_until=None):
        step = text.step
        event = ArticleReleased(consultation_id=step.consultation_id, step_id=step.pk)
        record(event, actor=actor)


@transaction.atomic
def write_article(
    article: Article,
    *,
    title: str,
    body: str,
    note: str,
    revision: int,
    party: str,
    actor: Any,
    takes: Amendment | None = None,
) -> Version:
    """Write a new version of the text in which one article has other words.

    `revision` is that of the article when its writer began. Raises Overtaken when it is no longer,
    Refused while somebody else holds the article or once the text is adopted.
    """
    text = locked(article.shared_text)
    refuse_adopted(text)
    current = Article.objects.get(pk=article.pk)
    if current.is_held and not current.is_held_by(actor):
        raise Overtaken
    changed = Article.objects.filter(pk=article.pk, revision=revision).update(
        revision=F("revision") + 1, held_by=None, held_party="", held_until=None
    )
    if not changed:
        raise Overtaken
    version = _next_version(text, article, party=party, note=note, words=(title, body))
    if takes is not None:
        takes.taken_in = version
        takes.save(update_fields=["taken_in"])
    step = text.step
    event = VersionWritten(
        consultation_id=step.consultation_id, step_id=step.pk, version_id=version.pk
    )
    record(event, actor=actor)
    return version


def _next_version(
    text: SharedText, article: Article, *, party: str, note: str, words: tuple[str, str]
) -> Version:
    """Copy the latest version, but for one article."""
    before = Wording.objects.filter(version__shared_text=text, version__number=text.latest)
    rows = list(before.order_by("article__number"))
    text.latest += 1
    text.save(update_fields=["latest"])
    version = Version.objects.create(
        shared_text=text, number=text.latest, party=party, note=note, written_at=now()
    )
    for row in rows:
        title, body = words if row.article_id == article.pk else (row.title, row.body)
        Wording.objects.create(version=version, article_id=row.article_id, title=title, body=body)
    return version
