"""The page of a consultation: made with it, named like it, published when it becomes public."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.actions.sections import open_section
from cms.models import ConsultationPage
from consultations.models import Consultation


@transaction.atomic
def make_page(consultation: Consultation, *, actor: Any) -> ConsultationPage:
    """Make the page in the section of its public body; twice makes one."""
    page = ConsultationPage.objects.filter(consultation=consultation).first()
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
    page = ConsultationPage.objects.filter(consultation=consultation).first()
    if page is None or page.title == page.draft_title == consultation.title:
        return
    page.title = page.draft_title = consultation.title
    page.save(update_fields=["title", "draft_title"], clean=False)
    revision = page.latest_revision
    if revision is not None:
        revision.content["title"] = consultation.title
        revision.object_str = consultation.title[:255]
        revision.save(update_fields=["content", "object_str"])
