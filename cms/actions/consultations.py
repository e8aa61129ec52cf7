"""The page of a consultation: made with it, named like it, published when it becomes public."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.actions.sections import open_section
from cms.models import ConsultationPage
from consultations import actions
from consultations.ladder import Rung
from consultations.models import Consultation, State
from consultations.registry import components
from participation.base.clock import now


@transaction.atomic
def make_page(consultation: Consultation, *, actor: Any) -> ConsultationPage:
    """Make the page in the section of its public body; twice makes one."""
    page: ConsultationPage | None = _page_of(consultation)
    if page is not None:
        return page
    parent = open_section(consultation.public_body).page
    parent.refresh_from_db()
    page = ConsultationPage(
        consultation=consultation,
        title=consultation.title,
        draft_title=consultation.title,
        slug=_free_slug(parent, consultation.slug),
        live=False,
        has_unpublished_changes=True,
        owner=actor,
    )
    parent.add_child(instance=page)
    page.save_revision(user=actor)
    return page


def _page_of(consultation: Consultation) -> ConsultationPage | None:
    page: ConsultationPage | None = ConsultationPage.objects.filter(
        consultation=consultation
    ).first()
    return page


def _free_slug(parent: Page, slug: str) -> str:
    taken = parent.get_children().filter(slug=slug).exists()
    return f"{slug}-demarche" if taken else slug


@transaction.atomic
def publish_page(consultation: Consultation, *, actor: Any) -> ConsultationPage:
    """Show what was written, the day the consultation becomes public; once, then editors decide."""
    page = make_page(consultation, actor=actor)
    if page.first_published_at is None and not page.live:
        revision = page.get_latest_revision() or page.save_revision(user=actor)
        revision.publish(user=actor, skip_permission_checks=True)
        page.refresh_from_db()
    return page


@transaction.atomic
def sync_page(consultation: Consultation) -> None:
    """Name the page as the consultation, in what is published and in what is being written."""
    page = _page_of(consultation)
    if page is None or page.title == page.draft_title == consultation.title:
        return
    page.title = page.draft_title = consultation.title
    page.save(update_fields=["title", "draft_title"], clean=False)
    revision = page.latest_revision
    if revision is not None:
        revision.content["title"] = consultation.title
        revision.object_str = consultation.title[:255]
        revision.save(update_fields=["content", "object_str"])


@transaction.atomic
def create_consultation(*, actor: Any, rung: str, **fields: Any) -> Consultation:
    """Make a draft consultation with its page, and the step its rung usually has.

    The first component that the rung admits starts with the questions written for that rung.
    """
    consultation = actions.create_consultation(actor=actor, rung=rung, **fields)
    make_page(consultation, actor=actor)
    usual = next(
        (kind for kind in components().values() if kind.lowest_rung == Rung.CONSULTATION), None
    )
    if usual is not None and Rung(rung).admits(usual.lowest_rung):
        title = _("Donner votre avis")
        actions.add_step(consultation, kind=usual.kind, title=title, template=rung, actor=actor)
    return consultation


@transaction.atomic
def duplicate_consultation(consultation: Consultation, *, actor: Any) -> Consultation:
    """Copy the promise, the steps and the written page into a new draft."""
    copy = actions.duplicate(consultation, actor=actor)
    page, source = make_page(copy, actor=actor), page_as_written(consultation)
    if source is not None:
        page.body = source.body
        page.save_revision(user=actor)
    return copy


def page_as_written(consultation: Consultation) -> ConsultationPage | None:
    """Give the page with its latest draft, published or not."""
    page = _page_of(consultation)
    written: ConsultationPage | None = page and page.get_latest_revision_as_object()
    return written


@transaction.atomic
def publish_consultation(consultation: Consultation, *, actor: Any) -> Consultation:
    """Open it; or announce it, when its opening is still to come. No opening date means now.

    Raises NotReady with the list of what is missing, and then nothing has changed.
    """
    if consultation.opens_at is None:
        actions.edit_consultation(consultation, actor=actor, opens_at=now())
    assert consultation.opens_at is not None
    if consultation.opens_at > now() and consultation.state == State.DRAFT:
        return actions.announce(consultation, actor=actor)
    return actions.open_consultation(consultation, actor=actor)
